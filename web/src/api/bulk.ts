// The same action on many conversations.
import type { BulkAction } from '../state/bulk_change';
import { getConversation, putAssignee, putLabels, putPriority, putStatus } from './conversations';
import type { Conversation } from './types';

export interface BulkOutcome {
  id: string;
  conversation?: Conversation;
  error?: unknown;
}

const atOnce = 4;

async function one(id: string, action: BulkAction): Promise<Conversation> {
  switch (action.type) {
    case 'assign': {
      const owner = action.assignee_id === undefined ? (await getConversation(id)).assignee_id ?? null : action.assignee_id;
      return putAssignee(id, { assignee_id: owner, ...(action.team_id === undefined ? {} : { team_id: action.team_id }) });
    }
    case 'status': return putStatus(id, action.status, action.snoozed_until);
    case 'priority': return putPriority(id, action.priority);
    case 'labels': {
      const { labels } = await getConversation(id);
      const kept = labels.map((label) => label.id).filter((label) => !action.remove.includes(label));
      return putLabels(id, [...new Set([...kept, ...action.add])]);
    }
  }
}

export async function postBulk(ids: string[], action: BulkAction): Promise<BulkOutcome[]> {
  const left = [...ids];
  const outcomes: BulkOutcome[] = [];
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const at = id;
      outcomes.push(await one(at, action).then((conversation) => ({ id: at, conversation }), (error: unknown) => ({ id: at, error })));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}
