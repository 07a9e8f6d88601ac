// What was planned for later leaves at once: the planned message is cancelled first, so that it can never go twice.
import { t } from '@lingui/core/macro';
import { uploadAttachment } from '../api/attachments';
import { cancelMessage } from '../api/messages';
import type { Attachment, Message } from '../api/types';
import { knownConversation } from './cache';
import { send } from './outbox';
import { keepMessage } from './threads';
import { showToast } from './toasts';

// A file belongs to one message: for another it goes up anew.
async function copied({ url, name, mime }: Attachment): Promise<Attachment> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error('gone');
  return uploadAttachment(new File([await answer.blob()], name || 'file', { type: mime }), () => undefined, new AbortController().signal);
}

export async function sendNow(message: Message): Promise<void> {
  let attachments: Attachment[];
  try {
    attachments = await Promise.all(message.attachments.map(copied));
    keepMessage(await cancelMessage(message.id));
  } catch {
    showToast({ text: t`It could not be sent now. It stays planned, unless it has just left.`, tone: 'error' });
    return;
  }
  const { conversation_id: conversationId, text, reply_to_id: quotedId, email } = message;
  const cc = (email?.cc ?? []).flatMap(({ address }) => (address ? [address] : []));
  send({
    conversationId, attachments,
    message: {
      kind: 'reply',
      ...(text ? { text } : {}),
      ...(attachments.length > 0 ? { attachment_ids: attachments.map(({ id }) => id) } : {}),
      ...(quotedId ? { reply_to_id: quotedId } : {}),
      ...(cc.length > 0 ? { cc } : {}),
      ...(knownConversation(conversationId)?.public ? { public: true } : {}),
    },
  });
}
