// The message that a key is about: the one with the focus, else the newest of the conversation that came in.
import type { Message } from '../api/types';
import { keys, queryClient } from './cache';
import { isInbound, type Thread } from './thread';

export function messageInHand(conversationId: string): Message | undefined {
  const items = queryClient.getQueryData<Thread>(keys.thread(conversationId))?.items ?? [];
  const focused = document.activeElement?.closest<HTMLElement>('[data-message]')?.dataset.message;
  const chosen = items.find(({ id }) => id === focused);
  return chosen ?? items.findLast((message) => isInbound(message) && !message.deleted_at);
}
