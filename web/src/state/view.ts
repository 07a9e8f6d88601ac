// A view is a filter and an order over conversations: "my work", "unassigned", one inbox.
import type { Conversation, Priority } from '../api/types';
import { filterParts, passes, type Filter } from './filter';

export type Sort = 'waiting' | 'newest' | 'oldest' | 'priority';
export type ViewKind = 'mine' | 'unassigned' | 'all' | 'snoozed' | 'resolved' | 'inbox' | 'team' | 'search';

// Where one is, as the address says it. Without a sort it is the usual one.
export interface Place {
  kind: ViewKind;
  // The inbox or team, or the words searched for.
  of?: string;
  sort?: Sort;
  filter?: Filter;
}

export interface View extends Place {
  sort: Sort;
}

export interface ViewQuery {
  status?: Conversation['status'];
  assignee?: string;
  inbox_id?: string;
  team_id?: string;
  label?: string;
  priority?: Priority;
  q?: string;
  sort: Sort;
}

export function viewKey({ kind, of, sort, filter }: View): string {
  return [kind, of ?? '', sort, ...filterParts(filter ?? {}).map((part) => part.join('='))].join('/');
}

function baseOf({ kind, of, sort }: View): ViewQuery {
  switch (kind) {
    case 'mine': return { status: 'open', assignee: 'me', sort };
    case 'unassigned': return { status: 'open', assignee: 'none', sort };
    case 'all': return { status: 'open', sort };
    case 'snoozed': return { status: 'snoozed', sort };
    case 'resolved': return { status: 'resolved', sort };
    case 'inbox': return { status: 'open', inbox_id: of ?? '', sort };
    case 'team': return { status: 'open', team_id: of ?? '', sort };
    case 'search': return { q: of ?? '', sort };
  }
}

export function queryOf(view: View): ViewQuery {
  const { inbox, label, priority } = view.filter ?? {};
  return { ...baseOf(view), ...(inbox ? { inbox_id: inbox } : {}), ...(label ? { label } : {}), ...(priority ? { priority } : {}) };
}

function isOfKind(view: View, conversation: Conversation, myId: string): boolean {
  const isOpen = conversation.status === 'open';
  switch (view.kind) {
    case 'mine': return isOpen && conversation.assignee_id === myId;
    case 'unassigned': return isOpen && conversation.assignee_id === undefined;
    case 'all': return isOpen;
    case 'snoozed': return conversation.status === 'snoozed';
    case 'resolved': return conversation.status === 'resolved';
    case 'inbox': return isOpen && conversation.inbox_id === view.of;
    case 'team': return isOpen && conversation.team_id === view.of;
    case 'search': return false;
  }
}

// Whether a conversation belongs in a view. What a search finds is known to the server only.
export function belongs(view: View, conversation: Conversation, myId: string): boolean {
  return isOfKind(view, conversation, myId) && passes(view.filter, conversation);
}
