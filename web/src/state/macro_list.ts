// The macros that one sees.
import { useQuery } from '@tanstack/react-query';
import { listMacros } from '../api/kept';
import { keys } from './cache';
import { keptMs } from './desk';

export function useMacros() {
  return useQuery({ queryKey: keys.macros, queryFn: async () => (await listMacros()).items, staleTime: keptMs });
}
