// A thread as it is read: days, what is new, messages, and activity folded to one line.
import type { Message } from '../../api/types';
import { wasTakenBack } from '../../state/held';

export type Entry =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'message'; key: string; message: Message }
  | { kind: 'activity'; key: string; messages: Message[] };

function dayOf(message: Message): string {
  return new Date(message.created_at).toDateString();
}

// A reaction, an edit or a status changes its message; only what a person would
// read as a line of its own becomes an entry.
export function timeline(items: Message[], firstUnreadId: string | undefined): Entry[] {
  const entries: Entry[] = [];
  let day = '';
  for (const message of items) {
    if (wasTakenBack(message)) continue;
    if (dayOf(message) !== day) {
      day = dayOf(message);
      entries.push({ kind: 'day', key: `day-${message.id}`, at: message.created_at });
    }
    if (message.id === firstUnreadId) entries.push({ kind: 'unread', key: 'unread' });
    const last = entries[entries.length - 1];
    if (message.kind !== 'activity') entries.push({ kind: 'message', key: message.id, message });
    else if (last?.kind === 'activity') last.messages.push(message);
    else entries.push({ kind: 'activity', key: message.id, messages: [message] });
  }
  return entries;
}
