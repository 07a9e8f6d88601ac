// The lists of conversations: loading their pages, and keeping them true to events.
import { useQuery } from '@tanstack/react-query';
import { listConversations } from '../api/conversations';
import type { Conversation } from '../api/types';
import { isRemoved, keepSnapshot, keys, knownConversation, queryClient, touchedSince } from './cache';
import { placed, type LoadedList } from './order';
import { myId } from './session';
import { useConnection } from './connection';
import { belongs, queryOf, type View } from './view';
import { knownViews } from './views';

const pageSize = 50;

function listKey(view: View) {
  return [...keys.list, view] as const;
}

function isMember(view: View, conversation: Conversation, present: boolean): boolean {
  if (isRemoved(conversation.id) || conversation.merged_into_id) return false;
  return belongs(view, conversation, { myId: myId(), now: Date.now(), present, views: knownViews() });
}

function settle(view: View, list: LoadedList, id: string): LoadedList {
  const conversation = knownConversation(id);
  if (!conversation) return list;
  return placed(list, conversation, isMember(view, conversation, list.ids.includes(id)), view.sort, knownConversation);
}

// One page behind what we hold, put right by what changed while it was under way.
async function loadPage(view: View, before: LoadedList): Promise<LoadedList> {
  const start = performance.now();
  const page = await listConversations({ ...queryOf(view), limit: pageSize, ...(before.cursor === undefined ? {} : { cursor: before.cursor }) });
  const known = new Set(before.ids);
  const kept = page.items.map(keepSnapshot).filter((item) => item !== undefined);
  const fresh = kept.filter((item) => !known.has(item.id) && isMember(view, item, true)).map((item) => item.id);
  const list: LoadedList = { ids: [...before.ids, ...fresh], ...(page.next_cursor === undefined ? {} : { cursor: page.next_cursor }) };
  return touchedSince(start).reduce((result, id) => settle(view, result, id), list);
}

export function useList(view: View) {
  const welcomed = useConnection((store) => store.welcomed);
  return useQuery({ queryKey: listKey(view), queryFn: () => loadPage(view, { ids: [] }), enabled: welcomed && !(view.kind === 'search' && !view.of?.trim()) });
}

const loading = new Set<string>();

// Asks for the next page once, however often the end of the list comes into sight.
export async function loadMore(view: View): Promise<void> {
  const key = JSON.stringify(view);
  const before = queryClient.getQueryData<LoadedList>(listKey(view));
  if (before?.cursor === undefined || loading.has(key)) return;
  loading.add(key);
  try {
    const next = await loadPage(view, before);
    queryClient.setQueryData(listKey(view), next);
  } finally {
    loading.delete(key);
  }
}

// A conversation changed: it moves, enters or leaves in every list that we hold.
export function settleInLists(id: string): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: keys.list })) {
    const view = query.queryKey[1] as View;
    const list = query.state.data as LoadedList | undefined;
    if (!list) continue;
    const next = settle(view, list, id);
    if (next !== list) queryClient.setQueryData(query.queryKey, next);
  }
}
