// What was searched for and what was found, page by page. Asked anew for other words; the old answer stays until then.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { isPassing } from '../api/problem';
import { search } from '../api/search';

const tries = 2;

export function useSearch(words: string) {
  return useInfiniteQuery({
    queryKey: ['search', words],
    queryFn: ({ pageParam, signal }) => search(words, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor,
    enabled: words !== '',
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    retry: (count, error) => count < tries && isPassing(error),
  });
}
