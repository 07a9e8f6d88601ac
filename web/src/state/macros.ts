// Runs a macro on a conversation: all of it or nothing, and one toast that takes back what can be taken back.
import { t } from '@lingui/core/macro';
import { getContact } from '../api/contacts';
import { runMacro } from '../api/kept';
import { NetworkFailure, Problem } from '../api/problem';
import type { Contact, Conversation, Inbox, Macro } from '../api/types';
import { changeMany } from './bulk';
import { keepConversation, keys, knownConversation, queryClient } from './cache';
import { draftKey, saveDraft, slotOf, typeDraft } from './drafts';
import { filled, valuesOf } from './fill';
import { greeting } from './greeting';
import { newClientId } from './ids';
import { settleInLists } from './lists';
import { textsOf, undoOf, withoutWords } from './macro_steps';
import { askRequired, lacksField } from './required';
import { write } from './screen';
import { whoIsHere } from './session';
import { showToast } from './toasts';
import { serverWords } from '../ui/server_words';

async function wordsFor(conversation: Conversation, { actions }: Macro): Promise<string> {
  const text = textsOf(actions);
  const me = whoIsHere();
  if (text === '' || !me) return text;
  const { id } = conversation.contact;
  const contact = await queryClient.query<Contact>({ queryKey: keys.contact(id), queryFn: () => getContact(id) }).catch(() => undefined);
  const inbox = queryClient.getQueryData<Inbox[]>(keys.inboxes)?.find((one) => one.id === conversation.inbox_id);
  return filled(text, valuesOf({ conversation, contact, inbox, me, greeting: greeting() }));
}

// Behind what stands there already: nobody loses a word.
function putInBox(conversationId: string, words: string): void {
  if (words === '') return;
  const key = draftKey(conversationId, 'reply');
  typeDraft(key, [slotOf(key).text.trimEnd(), words].filter(Boolean).join('\n'));
  void saveDraft(key);
  write(conversationId, 'reply');
}

function takeBack(before: Conversation, after: Conversation, words: string, hasNote: boolean): void {
  const key = draftKey(before.id, 'reply');
  typeDraft(key, withoutWords(slotOf(key).text, words));
  void (async () => {
    // One after the other: each goes by the version that the last one left.
    for (const action of undoOf(before, after)) await changeMany([before.id], action, true);
    if (hasNote) showToast({ text: t`Taken back. The note stays.`, tone: 'done' });
  })();
}

function tell(macro: Macro, before: Conversation, after: Conversation, words: string): void {
  const { name } = macro;
  const hasNote = macro.actions.some(({ type }) => type === 'note');
  const isUndoable = words !== '' || undoOf(before, after).length > 0;
  showToast({ text: t`Done: ${name}`, tone: 'done', ...(isUndoable ? { action: { label: t`Undo`, keys: 'Ctrl+Z', run: () => takeBack(before, after, words, hasNote) } } : {}) });
}

function why(error: unknown): string {
  if (error instanceof NetworkFailure) return t`The server gave no answer.`;
  if (!(error instanceof Problem)) return '';
  if (error.errors.some(({ field }) => field === 'snoozed_until')) return t`The moment until which it snoozes is past.`;
  return serverWords(error);
}

export async function run(conversationId: string, macro: Macro, clientId = newClientId()): Promise<void> {
  const before = knownConversation(conversationId);
  if (!before) return;
  const { name } = macro;
  try {
    const words = await wordsFor(before, macro);
    const after = keepConversation(await runMacro(conversationId, macro.id, clientId));
    settleInLists(conversationId);
    putInBox(conversationId, words);
    tell(macro, before, after, words);
  } catch (error) {
    if (lacksField(error)) {
      askRequired([conversationId], () => void run(conversationId, macro));
      return;
    }
    const reason = why(error);
    showToast({ text: `${t`“${name}” was not run, nothing was changed.`} ${reason}`.trim(), tone: 'error', action: { label: t`Retry`, run: () => void run(conversationId, macro, clientId) } });
  }
}
