// What a saved view holds, judged here for what changes live; and what the list on the screen would be as one.
import type { Conversation, SavedView, ViewFilter } from '../api/types';
import type { Filter } from './filter';
import type { Place } from './view';

function isOneOf<Value>(list: readonly Value[] | undefined, value: Value): boolean {
  return list === undefined || list.includes(value);
}

function assigned(wanted: string | undefined, owner: string | undefined, myId: string): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'none') return owner === undefined;
  return owner === (wanted === 'me' ? myId : wanted);
}

function hasPromise({ promise }: Conversation, wanted: ViewFilter['promised'], myId: string): boolean {
  if (wanted === undefined) return true;
  return promise !== undefined && promise.kept_at === undefined && (wanted === 'any' || promise.user_id === myId);
}

function isLate({ due_at: due }: Conversation, now: number): boolean {
  return due !== undefined && new Date(due).getTime() < now;
}

// Whom a note mentions and what is offered to a team only the server knows: `present` tells whether it had it in this list.
export function matches(filter: ViewFilter, conversation: Conversation, { myId, now, present }: { myId: string; now: number; present: boolean }): boolean {
  const { labels } = conversation;
  return isOneOf(filter.status, conversation.status) && isOneOf(filter.inbox_id, conversation.inbox_id) && isOneOf(filter.channel, conversation.channel)
    && isOneOf(filter.priority, conversation.priority) && assigned(filter.assignee, conversation.assignee_id, myId)
    && (filter.team_id === undefined || conversation.team_id === filter.team_id)
    && (filter.label_id === undefined || labels.some(({ id }) => filter.label_id?.includes(id)))
    && (filter.public === undefined || conversation.public === filter.public)
    && (!filter.waiting || conversation.waiting_since !== undefined) && (!filter.overdue || isLate(conversation, now))
    && (filter.sending === undefined || conversation.sending === 'failed') && hasPromise(conversation, filter.promised, myId)
    && (!filter.awaiting_approval || conversation.awaiting_approval === true)
    && (filter.participant === undefined || (conversation.participants ?? []).includes(myId))
    && ((filter.mentioned === undefined && filter.offered === undefined) || present);
}

function baseOf({ kind, of }: Place): ViewFilter {
  switch (kind) {
    case 'mine': return { status: ['open'], assignee: 'me' };
    case 'unassigned': return { status: ['open'], assignee: 'none' };
    case 'mentions': return { status: ['open', 'pending', 'snoozed'], mentioned: 'me' };
    case 'promises': return { promised: 'me' };
    case 'failed': return { sending: 'failed' };
    case 'to_approve': return { awaiting_approval: true };
    case 'snoozed': return { status: ['snoozed'] };
    case 'resolved': return { status: ['resolved'] };
    case 'inbox': return { status: ['open'], ...(of ? { inbox_id: [of] } : {}) };
    case 'team': return { status: ['open'], ...(of ? { team_id: of } : {}) };
    default: return { status: ['open'] };
  }
}

function chosen({ inbox, label, priority, channel, waiting, overdue, public: isPublic }: Filter): ViewFilter {
  return {
    ...(inbox ? { inbox_id: [inbox] } : {}), ...(label ? { label_id: [label] } : {}), ...(priority ? { priority: [priority] } : {}),
    ...(channel ? { channel: [channel] } : {}), ...(waiting ? { waiting: true } : {}), ...(overdue ? { overdue: true } : {}), ...(isPublic === undefined ? {} : { public: isPublic }),
  };
}

// What narrows the list now, in the words of a saved view.
export function filterToSave(place: Place, views: readonly SavedView[]): ViewFilter {
  const base = place.kind === 'view' ? views.find(({ id }) => id === place.of)?.filter ?? {} : baseOf(place);
  return { ...base, ...chosen(place.filter ?? {}) };
}
