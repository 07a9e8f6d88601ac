// The order of a list, the same as the server's: what is first, and where a change goes.
import type { Conversation } from '../api/types';
import { compareIds } from './ids';
import type { Sort } from './view';

const priorityRank: Record<Conversation['priority'], number> = { urgent: 4, high: 3, medium: 2, low: 1, none: 0 };

function time(at: string | undefined): number {
  return at === undefined ? Number.POSITIVE_INFINITY : new Date(at).getTime();
}

function byActivity(left: Conversation, right: Conversation): number {
  return time(right.last_activity_at) - time(left.last_activity_at) || compareIds(right.id, left.id);
}

// Who waits longest comes first; who does not wait follows, the latest first.
function byWaiting(left: Conversation, right: Conversation): number {
  const [l, r] = [time(left.waiting_since), time(right.waiting_since)];
  if (l !== r) return l < r ? -1 : 1;
  return byActivity(left, right);
}

// Least time left first; then who waits longest; then the latest.
function byDue(left: Conversation, right: Conversation): number {
  const [l, r] = [time(left.due_at), time(right.due_at)];
  if (l !== r) return l < r ? -1 : 1;
  return byWaiting(left, right);
}

export function compareConversations(sort: Sort, left: Conversation, right: Conversation): number {
  switch (sort) {
    case 'due': return byDue(left, right);
    case 'waiting': return byWaiting(left, right);
    case 'newest': return byActivity(left, right);
    case 'oldest': return -byActivity(left, right);
    case 'priority': return priorityRank[right.priority] - priorityRank[left.priority] || byWaiting(left, right);
  }
}

export interface LoadedList {
  ids: string[];
  // Where the server goes on; absent when all has been loaded.
  cursor?: string;
}

type Lookup = (id: string) => Conversation | undefined;

// The place of a conversation in a sorted list of ids, by halving.
function placeIn(ids: string[], conversation: Conversation, sort: Sort, lookup: Lookup): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = lookup(ids[middle] ?? '');
    if (other && compareConversations(sort, other, conversation) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Puts a conversation where it belongs, or takes it out. What falls behind the
// last loaded row stays out: its page will bring it.
export function placed(list: LoadedList, conversation: Conversation, member: boolean, sort: Sort, lookup: Lookup): LoadedList {
  const present = list.ids.includes(conversation.id);
  if (!member) return present ? { ...list, ids: list.ids.filter((id) => id !== conversation.id) } : list;
  const others = present ? list.ids.filter((id) => id !== conversation.id) : list.ids;
  const place = placeIn(others, conversation, sort, lookup);
  if (place === others.length && list.cursor !== undefined && !present) return list;
  if (present && list.ids[place] === conversation.id) return list;
  return { ...list, ids: [...others.slice(0, place), conversation.id, ...others.slice(place)] };
}
