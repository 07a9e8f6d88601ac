// A view is a filter and an order over conversations: "my work", "unassigned", one inbox, one that somebody saved.
import type { Conversation, SavedView } from '../api/types';
import { filterParts, passes, type Filter } from './filter';
import { matches } from './view_filter';

export type Sort = 'due' | 'waiting' | 'newest' | 'oldest' | 'priority';
export type ViewKind = 'mine' | 'unassigned' | 'mentions' | 'promises' | 'failed' | 'to_approve' | 'all' | 'snoozed' | 'resolved' | 'inbox' | 'team' | 'view' | 'search';

// Where one is, as the address says it. Without a sort it is the usual one.
export interface Place {
  kind: ViewKind;
  // The inbox, team or saved view, or the words searched for.
  of?: string;
  sort?: Sort;
  filter?: Filter;
}

export interface View extends Place {
  sort: Sort;
}

export interface ViewQuery {
  status?: string;
  assignee?: string;
  inbox_id?: string;
  team_id?: string;
  label?: string;
  priority?: string;
  channel?: string;
  waiting?: boolean;
  overdue?: boolean;
  public?: boolean;
  mentioned?: 'me';
  promised?: 'me';
  sending?: 'failed';
  awaiting_approval?: true;
  offered?: 'me';
  view?: string;
  q?: string;
  sort: Sort;
}

// The server takes a few words with commas between them.
const unresolved = 'open,pending,snoozed';

export function viewKey({ kind, of, sort, filter }: View): string {
  return [kind, of ?? '', sort, ...filterParts(filter ?? {}).map((part) => part.join('='))].join('/');
}

function baseOf({ kind, of, sort }: View): ViewQuery {
  switch (kind) {
    case 'mine': return { status: 'open', assignee: 'me', sort };
    case 'unassigned': return { status: 'open', assignee: 'none', sort };
    case 'mentions': return { status: unresolved, mentioned: 'me', sort };
    case 'promises': return { promised: 'me', sort };
    case 'failed': return { sending: 'failed', sort };
    case 'to_approve': return { awaiting_approval: true, sort };
    case 'all': return { status: 'open', sort };
    case 'snoozed': return { status: 'snoozed', sort };
    case 'resolved': return { status: 'resolved', sort };
    case 'inbox': return { status: 'open', inbox_id: of ?? '', sort };
    case 'team': return { status: 'open', team_id: of ?? '', sort };
    case 'view': return { view: of ?? '', sort };
    case 'search': return { q: of ?? '', sort };
  }
}

export function queryOf(view: View): ViewQuery {
  const { inbox, label, priority, channel, waiting, overdue, public: isPublic } = view.filter ?? {};
  return {
    ...baseOf(view), ...(inbox ? { inbox_id: inbox } : {}), ...(label ? { label } : {}), ...(priority ? { priority } : {}),
    ...(channel ? { channel } : {}), ...(waiting ? { waiting } : {}), ...(overdue ? { overdue } : {}), ...(isPublic === undefined ? {} : { public: isPublic }),
  };
}

// What the screen knows when it judges a conversation by itself.
export interface Judging {
  myId: string;
  now: number;
  // Whether it stands in the list already: what only the server knows stays as the server said.
  present: boolean;
  views: readonly SavedView[];
}

function isOfKind(view: View, conversation: Conversation, judging: Judging): boolean {
  const isOpen = conversation.status === 'open';
  const { promise } = conversation;
  switch (view.kind) {
    case 'mine': return isOpen && conversation.assignee_id === judging.myId;
    case 'unassigned': return isOpen && conversation.assignee_id === undefined;
    case 'mentions': return judging.present && conversation.status !== 'resolved';
    case 'promises': return promise?.user_id === judging.myId && promise.kept_at === undefined;
    case 'failed': return conversation.sending === 'failed';
    case 'to_approve': return conversation.awaiting_approval === true;
    case 'all': return isOpen;
    case 'snoozed': return conversation.status === 'snoozed';
    case 'resolved': return conversation.status === 'resolved';
    case 'inbox': return isOpen && conversation.inbox_id === view.of;
    case 'team': return isOpen && conversation.team_id === view.of;
    case 'view': {
      const saved = judging.views.find(({ id }) => id === view.of);
      return saved ? matches(saved.filter, conversation, judging) : judging.present;
    }
    case 'search': return judging.present;
  }
}

export function belongs(view: View, conversation: Conversation, judging: Judging): boolean {
  return isOfKind(view, conversation, judging) && passes(view.filter, conversation, judging.now);
}
