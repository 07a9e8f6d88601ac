// What a person does with a message that was sent: again, not at all, or "it arrived".
import { t } from '@lingui/core/macro';
import { approveMessage, cancelMessage, confirmMessage, listMessages, putHidden, removeMessage, retryMessage } from '../api/messages';
import { Problem } from '../api/problem';
import type { DeliveryStatus, Message } from '../api/types';
import { keys, queryClient } from './cache';
import { newClientId } from './ids';
import { postMessage } from '../api/messages';
import { keepMessage } from './threads';
import type { Thread } from './thread';
import { showToast } from './toasts';
import { serverWords } from '../ui/server_words';

export function show(message: Message): void {
  queryClient.setQueryData<Thread>(keys.thread(message.conversation_id), (thread) => (thread ? { ...thread, items: thread.items.map((item) => (item.id === message.id ? message : item)) } : thread));
}

// Another attempt has begun meanwhile: what stands now is fetched, nothing is sent twice.
async function lookAgain(message: Message): Promise<void> {
  const page = await listMessages(message.conversation_id, { limit: 50 }).catch(() => undefined);
  for (const item of page?.items ?? []) keepMessage(item);
}

async function perform(message: Message, status: DeliveryStatus, request: () => Promise<Message>, failed: string): Promise<void> {
  show({ ...message, status });
  try {
    keepMessage(await request());
  } catch (error) {
    show(message);
    await lookAgain(message);
    if (error instanceof Problem && error.status === 409) return;
    const why = error instanceof Problem ? ` ${serverWords(error)}` : '';
    showToast({ text: failed + why, tone: 'error', action: { label: t`Retry`, run: () => void perform(message, status, request, failed) } });
  }
}

export function sendOnceMore(message: Message): void {
  void perform(message, 'queued', () => retryMessage(message.id, message.attempt ?? 1), t`Could not send again.`);
}

export function itArrived(message: Message): void {
  void perform(message, 'sent', () => confirmMessage(message.id, message.attempt ?? 1), t`Could not mark it as arrived.`);
}

export function callBack(message: Message): void {
  void perform(message, 'cancelled', () => cancelMessage(message.id), t`It could not be called back.`);
}

export function turnDown(message: Message, reason: string): void {
  void perform(message, 'cancelled', () => cancelMessage(message.id, reason), t`It could not be turned down.`);
}

export function approve(message: Message): void {
  void perform(message, 'queued', () => approveMessage(message.id), t`It could not be approved.`);
}

// What the public sees of a message: the platform is asked first, so nothing is shown before it has agreed.
function moderate(request: Promise<Message>, failed: string): void {
  request.then(keepMessage, (error: unknown) => showToast({ text: failed + (error instanceof Problem ? ` ${serverWords(error)}` : ''), tone: 'error' }));
}

export function hide(message: Message, hidden: boolean): void {
  moderate(putHidden(message.id, hidden), hidden ? t`It could not be hidden.` : t`It could not be shown again.`);
}

export function remove(message: Message): void {
  moderate(removeMessage(message.id), t`It could not be removed.`);
}

export function react(message: Message, emoji: string): void {
  postMessage(message.conversation_id, { client_id: newClientId(), kind: 'reply', reaction: { message_id: message.id, emoji } })
    .then(keepMessage, (error: unknown) => showToast({ text: t`The reaction was not sent.` + (error instanceof Problem ? ` ${serverWords(error)}` : ''), tone: 'error' }));
}
