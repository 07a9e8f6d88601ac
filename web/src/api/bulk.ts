// The same action on many conversations.
import type { BulkAction } from '../state/bulk_change';
import { body, client } from './client';
import type { Conversation } from './types';

export interface BulkOutcome {
  id: string;
  conversation?: Conversation;
  problem?: { title?: string; reason?: string };
}

// As many as the server takes at once.
const most = 200;

export async function postBulk(ids: string[], action: BulkAction): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  for (let from = 0; from < ids.length; from += most) {
    const part = ids.slice(from, from + most);
    // One part after the other: a desk of others works on meanwhile.
     
    const { items } = await body(client.POST('/conversations/bulk', { body: { ids: part, action } }));
    outcomes.push(...items);
  }
  return outcomes;
}
