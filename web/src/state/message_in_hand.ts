// The message that a key is about: the one with the focus, else the newest of the conversation that fits; usually of
// what came in.
import type { Message } from '../api/types';
import { keys, queryClient } from './cache';
import { isInbound, type Thread } from './thread';

const cameIn = (message: Message) => isInbound(message) && !message.deleted_at;

// What we said, in words.
export function hasWordsToKeep({ direction, kind, text, deleted_at: gone }: Message): boolean {
  return direction === 'out' && kind === 'message' && text.trim() !== '' && !gone;
}

export function messageInHand(conversationId: string, fits: (message: Message) => boolean = cameIn): Message | undefined {
  const items = queryClient.getQueryData<Thread>(keys.thread(conversationId))?.items ?? [];
  const focused = document.activeElement?.closest<HTMLElement>('[data-message]')?.dataset.message;
  const chosen = items.find(({ id }) => id === focused);
  return chosen ?? items.findLast(fits);
}
