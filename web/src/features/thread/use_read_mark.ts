// Unread that is honest: a conversation is read when its end was really before someone's eyes.
import { useEffect, useState } from 'react';
import { putRead } from '../../api/conversations';
import type { Conversation } from '../../api/types';
import { keepConversation, keys, knownConversation, queryClient } from '../../state/cache';

const glanceMs = 400;

function hasAttention(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

export function useAttention(): boolean {
  const [attention, setAttention] = useState(hasAttention);
  useEffect(() => {
    const look = () => setAttention(hasAttention());
    const events = ['focus', 'blur'] as const;
    for (const event of events) window.addEventListener(event, look);
    document.addEventListener('visibilitychange', look);
    return () => {
      for (const event of events) window.removeEventListener(event, look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return attention;
}

async function markRead(id: string): Promise<void> {
  const before = knownConversation(id);
  if (!before || before.unread_count === 0) return;
  queryClient.setQueryData(keys.conversation(id), { ...before, unread_count: 0 });
  try {
    keepConversation(await putRead(id));
  } catch {
    // It stays unread on the server; the next look tries again.
    const now = knownConversation(id);
    if (now?.version === before.version) queryClient.setQueryData(keys.conversation(id), { ...now, unread_count: before.unread_count });
  }
}

export function useReadMark(conversation: Conversation | undefined, endInSight: boolean, mayMark: boolean): void {
  const attention = useAttention();
  const id = conversation?.id;
  const unread = conversation?.unread_count ?? 0;
  const due = attention && endInSight && mayMark && unread > 0;
  useEffect(() => {
    if (!due || id === undefined) return;
    const timer = setTimeout(() => void markRead(id), glanceMs);
    return () => clearTimeout(timer);
  }, [due, id, unread]);
}
