// What the server has told us, by id. Everything on the screen reads from here,
// and only newer versions replace older ones.
import { QueryClient, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { getConversation } from '../api/conversations';
import { isPassing } from '../api/problem';
import type { Contact, Conversation } from '../api/types';
import { backoffMs } from './backoff';

const mostTries = 4;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream keeps what was fetched true; nothing is stale until it says so.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (tries, error) => tries < mostTries && isPassing(error),
      retryDelay: (attempt) => backoffMs(attempt),
    },
    mutations: { networkMode: 'always' },
  },
});

export const keys = {
  conversation: (id: string) => ['conversation', id] as const,
  thread: (conversationId: string) => ['thread', conversationId] as const,
  contact: (id: string) => ['contact', id] as const,
  list: ['list'] as const,
  queue: ['queue'] as const,
  inboxes: ['inboxes'] as const,
  searchStreams: (inboxId: string) => ['inboxes', inboxId, 'search-streams'] as const,
  users: ['users'] as const,
  teams: ['teams'] as const,
  labels: ['labels'] as const,
  canned: ['canned'] as const,
  attributes: ['attributes'] as const,
  articles: ['articles'] as const,
  macros: ['macros'] as const,
  policies: ['policies'] as const,
  forbiddenPhrases: ['forbidden-phrases'] as const,
  views: ['views'] as const,
  counts: ['counts'] as const,
  notifications: ['notifications'] as const,
};

interface Versioned {
  version: number;
}

export function isNewer(next: Versioned, current: Versioned | undefined): boolean {
  return current === undefined || next.version >= current.version;
}

// Ids that left our view; a snapshot that was under way must not bring them back.
const useRemoved = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

// What changed lately, so that a snapshot taken meanwhile can be put right.
const touchedAt = new Map<string, number>();

export function touchedSince(start: number): string[] {
  return [...touchedAt].filter(([, at]) => at >= start).map(([id]) => id);
}

export function knownConversation(id: string): Conversation | undefined {
  return queryClient.getQueryData<Conversation>(keys.conversation(id));
}

export function isRemoved(id: string): boolean {
  return useRemoved.getState().ids.has(id);
}

export function useIsRemoved(id: string): boolean {
  return useRemoved(({ ids }) => ids.has(id));
}

function setRemoved(id: string, isGone: boolean): void {
  if (isRemoved(id) === isGone) return;
  const ids = new Set(useRemoved.getState().ids);
  if (isGone) ids.add(id);
  else ids.delete(id);
  useRemoved.setState({ ids });
}

// Takes in a conversation; answers what we now hold, which may be newer than what came.
export function keepConversation(next: Conversation): Conversation {
  const current = knownConversation(next.id);
  if (current && !isNewer(next, current)) return current;
  setRemoved(next.id, false);
  touchedAt.set(next.id, performance.now());
  queryClient.setQueryData(keys.conversation(next.id), next);
  return next;
}

// A snapshot's row does not count as a change, and never outdoes an event.
export function keepSnapshot(next: Conversation): Conversation | undefined {
  if (isRemoved(next.id)) return undefined;
  const current = knownConversation(next.id);
  if (current && !isNewer(next, current)) return current;
  queryClient.setQueryData(keys.conversation(next.id), next);
  return next;
}

export function dropConversation(id: string): void {
  setRemoved(id, true);
  touchedAt.set(id, performance.now());
  queryClient.removeQueries({ queryKey: keys.thread(id) });
}

export function keepContact(next: Contact): void {
  const current = queryClient.getQueryData<Contact>(keys.contact(next.id));
  if (isNewer(next, current)) queryClient.setQueryData(keys.contact(next.id), next);
}

// The address of one that was merged answers the other: what is held of it says where it leads, and is older than
// whatever the stream will say of it.
async function loadConversation(id: string): Promise<Conversation> {
  const answer = await getConversation(id);
  if (answer.id === id) return answer;
  const there = keepSnapshot(answer) ?? answer;
  return { ...there, id, merged_into_id: answer.id, version: 0 };
}

export function useConversation(id: string) {
  return useQuery({ queryKey: keys.conversation(id), queryFn: () => loadConversation(id), enabled: id !== '' });
}
