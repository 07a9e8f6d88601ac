// Replies that have not reached our server outlive a reload of the tab. Each goes again under the client_id it was born
// with, and so arrives once. It starts when it is loaded, which has time.
import { getConversation } from '../api/conversations';
import { Problem } from '../api/problem';
import type { Message } from '../api/types';
import { setStatus } from './actions';
import { keepConversation, knownConversation } from './cache';
import { takeUp, useOutbox, type Pending } from './outbox';
import { useSession } from './session';
import { keepReplies, keptReplies } from './unsaved';

// Without what was quoted, which is the customer's: the server knows it by its id.
export function kept({ clientId, conversationId, message, attachments, createdAt, state, tries, problem, resolves }: Pending): Pending {
  return { clientId, conversationId, message, attachments, createdAt, state, tries, ...(problem ? { problem } : {}), ...(resolves ? { resolves } : {}) };
}

async function resolve({ conversation_id: id, status }: Message): Promise<void> {
  if (status === 'awaiting_approval') return;
  if (!knownConversation(id)) keepConversation(await getConversation(id));
  await setStatus(id, 'resolved', undefined, false, false);
}

// What was refused waits for a person, as before; what was on its way goes again.
export function revived(item: Pending): Pending {
  const { problem } = item;
  return {
    ...item, tries: 0,
    state: item.state === 'refused' ? 'refused' : 'waiting',
    ...(problem ? { problem: new Problem(problem.status, problem.reason, problem.detail, problem.errors, problem.current, problem.retryAfterSeconds) } : {}),
    ...(item.resolves ? { onSent: (message) => { resolve(message).catch(() => undefined); } } : {}),
  };
}

let owner: string | undefined;

function settle(): void {
  const { session } = useSession.getState();
  if (session.kind !== 'signed_in' || session.user.id === owner) return;
  owner = session.user.id;
  takeUp((keptReplies() as Pending[]).map(revived));
}

function follow(): void {
  useOutbox.subscribe(({ pending }) => { if (owner !== undefined) keepReplies(pending.map(kept)); });
  useSession.subscribe(settle);
  settle();
}

follow();
