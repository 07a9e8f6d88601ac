// The saved views that this person sees, and how many conversations each list holds.
import { useQuery } from '@tanstack/react-query';
import { getCounts, listViews } from '../api/views';
import type { SavedView } from '../api/types';
import { keys, queryClient } from './cache';
import { useConnection } from './connection';
import type { Place } from './view';

// After an event the counts are asked again, but not at each of a hundred.
const askAfterMs = 1000;
// What becomes late does so without an event.
const askEveryMs = 60_000;

export function useViews() {
  return useQuery({ queryKey: keys.views, queryFn: async () => (await listViews()).items });
}

export function knownViews(): readonly SavedView[] {
  return queryClient.getQueryData<SavedView[]>(keys.views) ?? [];
}

export function viewsChanged(): void {
  void queryClient.invalidateQueries({ queryKey: keys.views });
  void queryClient.invalidateQueries({ queryKey: keys.counts });
}

export interface Count {
  total: number;
  overdue: number;
}

export function countKey({ kind, of }: Place): string {
  return of === undefined ? kind : `${kind}:${of}`;
}

async function fetchCounts(): Promise<Record<string, Count>> {
  const { items } = await getCounts();
  return Object.fromEntries(items.map(({ key, total, overdue }) => [key, { total, overdue }]));
}

export function useCounts(): Record<string, Count> {
  const welcomed = useConnection((store) => store.welcomed);
  return useQuery({ queryKey: keys.counts, queryFn: fetchCounts, enabled: welcomed, refetchInterval: askEveryMs }).data ?? {};
}

let timer: ReturnType<typeof setTimeout> | undefined;

export function countsMayDiffer(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    void queryClient.invalidateQueries({ queryKey: keys.counts });
  }, askAfterMs);
}
