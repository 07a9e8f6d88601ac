// What was unread when a conversation was opened: fixed for as long as it stays open.
import { useState } from 'react';
import type { Conversation } from '../../api/types';
import { firstUnread, type Thread } from '../../state/thread';

export interface Opening {
  firstUnreadId: string | undefined;
  count: number;
}

interface Memory {
  of: string;
  opening: Opening;
}

const nothing: Opening = { firstUnreadId: undefined, count: 0 };

export function useOpening(conversation: Conversation | undefined, thread: Thread | undefined): Opening {
  const [memory, setMemory] = useState<Memory | undefined>(undefined);
  if (!conversation || !thread) return nothing;
  if (memory?.of === conversation.id) return memory.opening;
  const opening = { firstUnreadId: firstUnread(thread.items, conversation.unread_count)?.id, count: conversation.unread_count };
  setMemory({ of: conversation.id, opening });
  return opening;
}
