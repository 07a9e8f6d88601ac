// Threads in the cache: fetched when opened, then kept true by the stream.
import { useQuery } from '@tanstack/react-query';
import { listMessages } from '../api/messages';
import type { Message } from '../api/types';
import { keys, queryClient } from './cache';
import { withMessage, withOlder, withoutMessage, type Thread } from './thread';

const pageSize = 50;
const mostRemembered = 1000;

interface Arrival {
  at: number;
  message: Message;
}

// Messages that came in lately: a thread that was being fetched may have missed them.
const arrivals: Arrival[] = [];

async function loadThread(conversationId: string): Promise<Thread> {
  const start = performance.now();
  const page = await listMessages(conversationId, { limit: pageSize });
  const thread: Thread = { items: page.items.slice(), hasOlder: page.has_more };
  return arrivals
    .filter(({ at, message }) => at >= start && message.conversation_id === conversationId)
    .reduce((result, { message }) => withMessage(result, message), thread);
}

export function threadOptions(conversationId: string) {
  return { queryKey: keys.thread(conversationId), queryFn: () => loadThread(conversationId) };
}

export function useThread(conversationId: string) {
  return useQuery(threadOptions(conversationId));
}

export function prefetchThread(conversationId: string): void {
  if (queryClient.getQueryData(keys.thread(conversationId))) return;
  queryClient.query(threadOptions(conversationId)).catch(() => undefined);
}

export async function loadOlder(conversationId: string, limit = pageSize): Promise<void> {
  const thread = queryClient.getQueryData<Thread>(keys.thread(conversationId));
  const oldest = thread?.items[0];
  if (!thread?.hasOlder || !oldest) return;
  const page = await listMessages(conversationId, { before: oldest.id, limit });
  queryClient.setQueryData<Thread>(keys.thread(conversationId), (now) => (now ? withOlder(now, page.items.slice(), page.has_more) : now));
}

export function keepMessage(message: Message): void {
  arrivals.push({ at: performance.now(), message });
  if (arrivals.length > mostRemembered) arrivals.splice(0, arrivals.length - mostRemembered);
  queryClient.setQueryData<Thread>(keys.thread(message.conversation_id), (thread) => (thread ? withMessage(thread, message) : thread));
  for (const [key, thread] of queryClient.getQueriesData<Thread>({ queryKey: ['thread'] })) {
    if (!thread || key[1] === message.conversation_id) continue;
    const without = withoutMessage(thread, message.id);
    if (without !== thread) queryClient.setQueryData(key, without);
  }
}
