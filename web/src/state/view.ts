// A view is a filter and an order over conversations: "my work", "unassigned", one inbox.
import type { Conversation } from '../api/types';

export type Sort = 'waiting' | 'newest' | 'oldest' | 'priority';
export type ViewKind = 'mine' | 'unassigned' | 'all' | 'snoozed' | 'resolved' | 'inbox' | 'team' | 'search';

export interface View {
  kind: ViewKind;
  // The inbox or team, or the words searched for.
  of?: string;
  sort: Sort;
}

export interface ViewQuery {
  status?: Conversation['status'];
  assignee?: string;
  inbox_id?: string;
  team_id?: string;
  q?: string;
  sort: Sort;
}

export function viewKey({ kind, of, sort }: View): string {
  return [kind, of ?? '', sort].join('/');
}

export function queryOf({ kind, of, sort }: View): ViewQuery {
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

// Whether a conversation belongs in a view. What a search finds is known to the server only.
export function belongs(view: View, conversation: Conversation, myId: string): boolean {
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
