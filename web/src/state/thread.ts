// The messages of a conversation: a window on its end that grows upwards.
import type { Message } from '../api/types';
import { compareIds } from './ids';

export interface Thread {
  items: Message[];
  hasOlder: boolean;
}

// Takes in one message: in its place when new, instead of its older self when known.
export function withMessage(thread: Thread, message: Message): Thread {
  const { items } = thread;
  const at = items.findIndex((item) => item.id === message.id);
  if (at >= 0) {
    const current = items[at];
    if (current && message.version < current.version) return thread;
    return { ...thread, items: items.with(at, message) };
  }
  const oldest = items[0];
  if (oldest && thread.hasOlder && compareIds(message.id, oldest.id) < 0) return thread;
  let place = items.length;
  while (place > 0 && compareIds(items[place - 1]?.id ?? '', message.id) > 0) place -= 1;
  return { ...thread, items: items.toSpliced(place, 0, message) };
}

// It stands in another conversation now: contacts that were merged were parted again.
export function withoutMessage(thread: Thread, id: string): Thread {
  const items = thread.items.filter((item) => item.id !== id);
  return items.length === thread.items.length ? thread : { ...thread, items };
}

export function withOlder(thread: Thread, older: Message[], hasOlder: boolean): Thread {
  const known = new Set(thread.items.map((item) => item.id));
  return { items: [...older.filter((item) => !known.has(item.id)), ...thread.items], hasOlder };
}

export function isInbound(message: Message): boolean {
  return message.direction === 'in' && message.kind === 'message';
}

// The first of so many unread messages that end with the newest one of then; undefined while it may be further back than
// what has been loaded.
export function firstUnread({ items, hasOlder }: Thread, unread: number, newest: string): Message | undefined {
  if (unread <= 0) return undefined;
  const inbound = items.filter((message) => isInbound(message) && compareIds(message.id, newest) <= 0);
  return inbound.length < unread && hasOlder ? undefined : inbound[Math.max(0, inbound.length - unread)];
}
