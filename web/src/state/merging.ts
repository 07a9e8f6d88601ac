// Conversations that are about one thing: joined, parted again, and where a screen goes on when a colleague joins them.
import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Problem } from '../api/problem';
import { getMergedConversations, mergeConversations, unmergeConversation } from '../api/together';
import type { ComposeMode, Conversation } from '../api/types';
import { serverWords } from '../ui/server_words';
import { keepConversation, keys, queryClient } from './cache';
import { draftKey, forgetDraft, loadDrafts, slotOf, typeDraft } from './drafts';
import { jumpTo } from './jump';
import { settleInLists } from './lists';
import { dismissUndoOf, showToast } from './toasts';
import { countsMayDiffer } from './views';

const modes: ComposeMode[] = ['reply', 'note', 'side_question'];

export function mergesKey(id: string) {
  return ['merges', id] as const;
}

// What was merged into a conversation and may be parted from it.
export function useMerges(id: string, enabled: boolean) {
  return useQuery({ queryKey: mergesKey(id), queryFn: async () => (await getMergedConversations(id)).items, enabled });
}

function keep(conversation: Conversation): void {
  keepConversation(conversation);
  settleInLists(conversation.id);
  countsMayDiffer();
  void queryClient.invalidateQueries({ queryKey: ['merges'] });
}

// Where a conversation leads that was merged: the stream says so of itself, the server answers another one.
export function leadsTo(id: string, conversation: Conversation | undefined): string | undefined {
  if (!conversation) return undefined;
  return conversation.merged_into_id ?? (conversation.id === id ? undefined : conversation.id);
}

// What somebody was writing in the one goes on in the other; behind what stands there.
export async function takeDraftsAlong(from: string, to: string): Promise<void> {
  const left = modes.map((mode) => [mode, slotOf(draftKey(from, mode)).text] as const).filter(([, text]) => text !== '');
  for (const mode of modes) forgetDraft(draftKey(from, mode));
  if (left.length === 0) return;
  await loadDrafts(to).catch(() => undefined);
  for (const [mode, text] of left) {
    const there = slotOf(draftKey(to, mode)).text;
    if (!there.includes(text)) typeDraft(draftKey(to, mode), [there, text].filter(Boolean).join('\n\n'));
  }
}

// Whoever comes by a link sees the part that the link was about.
export async function showWhatCameFrom(merged: string, into: string): Promise<void> {
  const items = await queryClient.query({ queryKey: mergesKey(into), queryFn: async () => (await getMergedConversations(into)).items }).catch(() => []);
  const first = items.find(({ conversation_id: id }) => id === merged)?.first_message_id;
  if (first) await jumpTo(into, first);
}

// What the notice of a joining would undo; parted in the thread, it stands no longer.
function actOf(id: string): string {
  return `joined:${id}`;
}

export async function part(id: string, other: string): Promise<boolean> {
  try {
    keep(await unmergeConversation(id, other));
    dismissUndoOf(actOf(id));
    return true;
  } catch (error) {
    void queryClient.invalidateQueries({ queryKey: ['merges'] });
    const over = error instanceof Problem && error.reason === 'not_merged';
    if (over) showToast({ text: t`A colleague parted them meanwhile.`, tone: 'error' });
    else showToast({ text: t`The conversations could not be parted.`, tone: 'error', action: { label: t`Retry`, run: () => void part(id, other) } });
    return over;
  }
}

async function partAll(id: string, others: string[]): Promise<void> {
  for (const other of others) if (!await part(id, other)) return;
  showToast({ text: plural(others.length, { one: 'The conversations are apart again', other: 'The conversations are apart again' }), tone: 'done' });
}

export async function join(id: string, others: string[]): Promise<void> {
  try {
    keep(await mergeConversations(id, others));
    showToast({ text: plural(others.length, { one: '# conversation joined to this one', other: '# conversations joined to this one' }), tone: 'done', undoes: actOf(id), action: { label: t`Undo`, keys: 'Ctrl+Z', run: () => void partAll(id, others) } });
  } catch (error) {
    if (error instanceof Problem && error.status === 409) {
      if (error.current) keep(error.current as Conversation);
      for (const other of others) void queryClient.invalidateQueries({ queryKey: keys.conversation(other) });
      showToast({ text: t`A colleague joined one of them meanwhile.`, tone: 'error' });
      return;
    }
    const why = error instanceof Problem && error.status < 500 ? ` ${serverWords(error)}` : '';
    showToast({ text: t`The conversations could not be joined.` + why, tone: 'error', action: { label: t`Retry`, run: () => void join(id, others) } });
  }
}
