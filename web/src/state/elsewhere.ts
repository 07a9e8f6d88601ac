// An answer by another address of the customer: it begins or continues the conversation there, which is then shown. The
// draft stays until the server has it.
import { t } from '@lingui/core/macro';
import { answerElsewhere } from '../api/conversations';
import { Problem } from '../api/problem';
import type { ContactIdentity } from '../api/types';
import { setStatus } from './actions';
import { keepConversation } from './cache';
import { clearDraft, draftKey } from './drafts';
import { newClientId } from './ids';
import { inboxPath } from './route';
import { showToast } from './toasts';
import { serverWords } from '../ui/server_words';

// A repetition after a lost answer carries the same key, and writes nothing twice.
const keysOf = new Map<string, string>();

export interface Words {
  text: string;
  // Of a mail; empty: none.
  subject: string;
}

function keyOf(identity: ContactIdentity, { text, subject }: Words): string {
  const of = `${identity.id}\n${subject}\n${text}`;
  const key = keysOf.get(of) ?? newClientId();
  keysOf.set(of, key);
  return key;
}

export function refusalWords(error: unknown): string {
  if (!(error instanceof Problem)) return t`The server gave no answer. Your text still stands here.`;
  if (error.reason === 'window_closed') return t`There the window is closed: free text cannot be sent now.`;
  if (error.reason === 'opted_out') return t`The customer wants no messages there.`;
  if (error.reason === 'conversation_elsewhere') return t`A colleague has that conversation.`;
  if (error.reason === 'retired_identity') return t`The customer no longer has this address.`;
  if (error.reason === 'ill_typed') return t`This is no address to which a message can go.`;
  if (error.reason === 'no_such_inbox') return t`You do not work in this inbox any more.`;
  return serverWords(error);
}

const under = new Set<string>();

export async function sendElsewhere(fromId: string, identity: ContactIdentity, words: Words, resolve: boolean, go: (path: string) => void): Promise<void> {
  const key = keyOf(identity, words);
  if (under.has(key)) return;
  under.add(key);
  try {
    const { conversation } = await answerElsewhere(key, { inbox_id: identity.inbox_id, identity_id: identity.id, text: words.text, ...(words.subject !== '' && identity.channel === 'email' ? { subject: words.subject } : {}) });
    keysOf.clear();
    clearDraft(draftKey(fromId, 'reply'));
    keepConversation(conversation);
    if (resolve) void setStatus(fromId, 'resolved');
    go(inboxPath({ kind: 'all' }, conversation.id));
  } catch (error) {
    showToast({ text: refusalWords(error), tone: 'error' });
  } finally {
    under.delete(key);
  }
}
