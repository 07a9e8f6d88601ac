// What concerns this person: the newest of it, and how much of it is unread.
import { useQuery } from '@tanstack/react-query';
import { listNotifications, readAllNotifications, readNotifications } from '../api/notifications';
import type { Notification } from '../api/types';
import { keys, queryClient } from './cache';
import { useConnection } from './connection';
import { soundFor } from './notices';
import { notificationWords } from './notification_words';
import { countsMayDiffer } from './views';

export interface Notified {
  items: Notification[];
  unread: number;
  next_cursor?: string;
}

export function useNotifications(): Notified | undefined {
  const welcomed = useConnection((store) => store.welcomed);
  return useQuery({ queryKey: keys.notifications, queryFn: async (): Promise<Notified> => listNotifications(), enabled: welcomed }).data;
}

function change(by: (known: Notified) => Notified): void {
  const known = queryClient.getQueryData<Notified>(keys.notifications);
  if (known) queryClient.setQueryData(keys.notifications, by(known));
}

// One unread of a kind and conversation stands for all of them: a new one takes its place.
function added(known: Notified, next: Notification): Notified {
  const stands = (one: Notification) => one.id === next.id || (one.read_at === undefined && one.type === next.type && one.conversation_id === next.conversation_id);
  const others = known.items.filter((one) => !stands(one));
  const replaced = known.items.filter((one) => stands(one) && one.read_at === undefined).length;
  return { ...known, items: [next, ...others], unread: known.unread - replaced + (next.read_at === undefined ? 1 : 0) };
}

// The server's word of how many are unread goes before our counting.
export function notify({ unread, ...notification }: Notification & { unread?: number }): void {
  change((known) => { const next = added(known, notification); return unread === undefined ? next : { ...next, unread }; });
  if (notification.type === 'mention') void queryClient.invalidateQueries({ queryKey: keys.list, predicate: ({ queryKey }) => (queryKey[1] as { kind?: string }).kind === 'mentions' });
  countsMayDiffer();
  // A new message makes its own sound.
  if (notification.type !== 'replied' && notification.read_at === undefined) soundFor(undefined, notificationWords(notification.type), '', `/all/${notification.conversation_id}`);
}

export function notificationsRead(): void {
  void queryClient.invalidateQueries({ queryKey: keys.notifications });
}

function shownAsRead(isRead: (one: Notification) => boolean): void {
  const at = new Date().toISOString();
  change((known) => {
    const items = known.items.map((one) => (one.read_at === undefined && isRead(one) ? { ...one, read_at: at } : one));
    const fewer = items.filter((one, index) => one !== known.items[index]).length;
    return { ...known, items, unread: Math.max(0, known.unread - fewer) };
  });
}

export function markRead(ids: string[]): void {
  if (ids.length === 0) return;
  shownAsRead(({ id }) => ids.includes(id));
  readNotifications(ids).then(() => undefined, notificationsRead);
}

export function markAllRead(): void {
  change((known) => ({ ...known, unread: 0 }));
  shownAsRead(() => true);
  readAllNotifications().then(() => undefined, notificationsRead);
}

// Who opens a conversation has seen what called for it.
export function readThoseOf(conversationId: string): void {
  const known = queryClient.getQueryData<Notified>(keys.notifications);
  markRead((known?.items ?? []).filter((one) => one.conversation_id === conversationId && one.read_at === undefined).map(({ id }) => id));
}
