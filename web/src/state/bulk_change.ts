// One action on many conversations: what it makes of each, and what takes it back.
import type { Conversation, ConversationStatus, LabelMark, Priority } from '../api/types';

export type BulkAction =
  | { type: 'assign'; assignee_id?: string | null; team_id?: string | null }
  | { type: 'status'; status: ConversationStatus; snoozed_until?: string }
  | { type: 'priority'; priority: Priority }
  | { type: 'labels'; add: string[]; remove: string[] };

function isGiven<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

function labelled(marks: readonly LabelMark[], add: string[], remove: string[], known: readonly LabelMark[]): LabelMark[] {
  const kept = marks.filter(({ id }) => !remove.includes(id));
  const fresh = add.filter((id) => !kept.some((mark) => mark.id === id)).map((id) => known.find((mark) => mark.id === id)).filter(isGiven);
  return [...kept, ...fresh.map(({ id, name, color }) => ({ id, name, color }))];
}

// How a conversation looks after it.
export function changed(conversation: Conversation, action: BulkAction, known: readonly LabelMark[]): Conversation {
  switch (action.type) {
    case 'assign': {
      const { assignee_id: owner, team_id: team, ...rest } = conversation;
      const next = { owner: action.assignee_id === undefined ? owner : action.assignee_id, team: action.team_id === undefined ? team : action.team_id };
      return { ...rest, ...(next.owner ? { assignee_id: next.owner } : {}), ...(next.team ? { team_id: next.team } : {}) };
    }
    case 'status': {
      const next: Conversation = { ...conversation, status: action.status };
      delete next.snoozed_until;
      return { ...next, ...(action.snoozed_until ? { snoozed_until: action.snoozed_until } : {}) };
    }
    case 'priority': return { ...conversation, priority: action.priority };
    case 'labels': return { ...conversation, labels: labelled(conversation.labels, action.add, action.remove, known) };
  }
}

// What brings this one back to where it was.
export function inverse(before: Conversation, action: BulkAction): BulkAction {
  switch (action.type) {
    case 'assign': return { type: 'assign', assignee_id: before.assignee_id ?? null, team_id: before.team_id ?? null };
    case 'status': return { type: 'status', status: before.status, ...(before.snoozed_until ? { snoozed_until: before.snoozed_until } : {}) };
    case 'priority': return { type: 'priority', priority: before.priority };
    case 'labels': {
      const had = (id: string) => before.labels.some((mark) => mark.id === id);
      return { type: 'labels', add: action.remove.filter(had), remove: action.add.filter((id) => !had(id)) };
    }
  }
}

export interface BulkGroup {
  action: BulkAction;
  ids: string[];
}

// Those that go back to the same go back together.
export function inverses(before: Conversation[], action: BulkAction): BulkGroup[] {
  const groups = new Map<string, BulkGroup>();
  for (const conversation of before) {
    const back = inverse(conversation, action);
    const key = JSON.stringify(back);
    const group = groups.get(key) ?? { action: back, ids: [] };
    group.ids.push(conversation.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
