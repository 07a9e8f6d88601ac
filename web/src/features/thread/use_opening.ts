// What was unread when a conversation was opened: fixed for as long as it stays open.
import { useState } from 'react';
import type { Conversation } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { farPage, jumpTo } from '../../state/jump';
import { firstUnread, type Thread } from '../../state/thread';
import { loadOlder } from '../../state/threads';

export interface Opening {
  // Not known as long as it is further back than what has been loaded.
  firstUnreadId: string | undefined;
  count: number;
  // The newest message of then.
  newest: string;
}

interface Memory {
  of: string;
  opening: Opening;
}

const nothing: Opening = { firstUnreadId: undefined, count: 0, newest: '' };

export function useOpening(conversation: Conversation | undefined, thread: Thread | undefined): Opening {
  const [memory, setMemory] = useState<Memory | undefined>(undefined);
  if (!conversation || !thread) return nothing;
  const known = memory?.of === conversation.id ? memory.opening : undefined;
  if (known && (known.count === 0 || known.firstUnreadId !== undefined)) return known;
  const [count, newest] = known ? [known.count, known.newest] : [conversation.unread_count, thread.items.at(-1)?.id ?? ''];
  const opening = { firstUnreadId: firstUnread(thread, count, newest)?.id, count, newest };
  if (known && opening.firstUnreadId === undefined) return known;
  setMemory({ of: conversation.id, opening });
  return opening;
}

function known(conversationId: string): Thread | undefined {
  return queryClient.getQueryData<Thread>(keys.thread(conversationId));
}

// Loads back to the first unread message, and goes there.
export async function toFirstUnread(conversationId: string, { count, newest }: Opening): Promise<void> {
  for (let thread = known(conversationId); thread; thread = known(conversationId)) {
    const found = firstUnread(thread, count, newest);
    if (found) return jumpTo(conversationId, found.id);
    await loadOlder(conversationId, farPage);
    if (known(conversationId)?.items[0]?.id === thread.items[0]?.id) return;
  }
}
