// People, teams, labels, inboxes and canned responses: fetched once, kept by id.
import { useQuery } from '@tanstack/react-query';
import { getQueue, listCanned, listInboxes, listLabels, listTeams, listUsers } from '../api/desk';
import type { Inbox, User } from '../api/types';
import { keys } from './cache';
import { useMe } from './session';

export function useInboxes() {
  return useQuery({ queryKey: keys.inboxes, queryFn: async () => (await listInboxes()).items });
}

export function useInbox(id: string): Inbox | undefined {
  return useInboxes().data?.find((inbox) => inbox.id === id);
}

export function useUsers() {
  return useQuery({ queryKey: keys.users, queryFn: async () => (await listUsers()).items });
}

export function useUser(id: string | undefined): User | undefined {
  return useUsers().data?.find((user) => user.id === id);
}

export function useTeams() {
  return useQuery({ queryKey: keys.teams, queryFn: async () => (await listTeams()).items });
}

export function useLabels() {
  return useQuery({ queryKey: keys.labels, queryFn: async () => (await listLabels()).items });
}

// No event tells of these: what a colleague made is there within a minute of asking.
export const keptMs = 60_000;

export function useCanned() {
  return useQuery({ queryKey: keys.canned, queryFn: async () => (await listCanned()).items, staleTime: keptMs });
}

// Live figures, for those who may see them.
export function useQueue() {
  const { role } = useMe();
  return useQuery({ queryKey: keys.queue, queryFn: getQueue, enabled: role !== 'agent' });
}
