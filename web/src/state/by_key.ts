// What is wanted by its key alone, and seldom: loaded with the first press.
import { t } from '@lingui/core/macro';
import { getContact } from '../api/contacts';
import { listMacros } from '../api/kept';
import type { Contact, Conversation, Macro, Message } from '../api/types';
import { setStatus } from './actions';
import { block } from './blocking';
import { keys, knownConversation, queryClient } from './cache';
import { keptMs } from './desk';
import { attachToDraft, clearDraft, draftKey, slotOf, typeDraft } from './drafts';
import { goPrivate } from './going_private';
import { run } from './macros';
import { messageInHand } from './message_in_hand';
import { inboxPath } from './route';
import { useScreen } from './screen';
import type { Thread } from './thread';
import { showToast } from './toasts';
import { next } from './together';

// And the next customer, unless something is asked first.
export async function resolveAndNext({ id }: Conversation, go: (path: string) => void): Promise<void> {
  await setStatus(id, 'resolved');
  if (knownConversation(id)?.status === 'resolved') await next(id, go);
}

export async function markSpam({ contact: { id } }: Conversation): Promise<void> {
  const contact = await queryClient.query<Contact>({ queryKey: keys.contact(id), queryFn: () => getContact(id) }).catch(() => undefined);
  if (!contact) showToast({ text: t`The server gave no answer.`, tone: 'error' });
  else if (!contact.erased_at) await block(contact, !contact.blocked, contact.blocked ? undefined : 'spam');
}

// Of what one is writing now.
export function dropDraft(conversationId: string): void {
  const key = draftKey(conversationId, useScreen.getState().modes[conversationId] ?? 'reply');
  const { text, attachments } = slotOf(key);
  if (text === '' && attachments.length === 0) {
    showToast({ text: t`There is no draft here.`, tone: 'done' });
    return;
  }
  clearDraft(key);
  // What was begun meanwhile stays, below it.
  const undo = () => {
    const now = slotOf(key);
    typeDraft(key, [text, now.text].filter(Boolean).join('\n'));
    attachToDraft(key, [...attachments, ...now.attachments]);
  };
  showToast({ text: t`Draft deleted`, tone: 'done', action: { label: t`Undo`, keys: 'Ctrl+Z', run: undo } });
}

const mayBePrivate = ({ may, deleted_at: gone, external_id: told }: Message) => !gone && Boolean(told) && may?.includes('private_reply') === true;

// To the thread on the other side where there is one, or else to the words that begin it.
export function switchSide({ id, public: isPublic }: Conversation, go: (path: string) => void): void {
  const message = messageInHand(id, mayBePrivate);
  if (isPublic && message && mayBePrivate(message)) {
    goPrivate(message.id);
    return;
  }
  const items = queryClient.getQueryData<Thread>(keys.thread(id))?.items ?? [];
  const there = items.findLast(({ activity }) => activity?.conversation && (activity.action === 'went_private' || activity.action === 'came_from_public'))?.activity?.conversation;
  if (there) go(inboxPath({ kind: 'all' }, there.id));
  else showToast({ text: isPublic ? (message ? t`This message cannot be answered in private.` : t`Nothing here can be answered in private.`) : t`This conversation has no public side.`, tone: 'done' });
}

// The macros in the order of their list.
export async function runMacroAt(conversationId: string, place: number): Promise<void> {
  const macros = await queryClient.query<Macro[]>({ queryKey: keys.macros, queryFn: async () => (await listMacros()).items, staleTime: keptMs }).catch(() => undefined);
  const macro = macros?.[place - 1];
  if (macro) await run(conversationId, macro);
  else showToast({ text: macros ? t`There is no macro ${place} yet.` : t`The server gave no answer.`, tone: macros ? 'done' : 'error' });
}
