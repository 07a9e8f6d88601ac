// Does something with many conversations: at once on the screen, with one toast that takes all of it back.
import { plural, t } from '@lingui/core/macro';
import { notifyManager } from '@tanstack/react-query';
import { postBulk, type BulkOutcome } from '../api/bulk';
import { getConversation } from '../api/conversations';
import type { Conversation, Label } from '../api/types';
import { changed, inverses, type BulkAction } from './bulk_change';
import { keepConversation, keys, knownConversation, queryClient } from './cache';
import { settleInLists } from './lists';
import { askRequired, lacksAny } from './required';
import { dismissToast, showToast } from './toasts';

function show(conversation: Conversation): void {
  queryClient.setQueryData(keys.conversation(conversation.id), conversation);
  settleInLists(conversation.id);
}

function doneWords(action: BulkAction, count: number): string {
  switch (action.type) {
    case 'assign': return plural(count, { one: '# conversation assigned', other: '# conversations assigned' });
    case 'priority': return plural(count, { one: 'Priority of # conversation changed', other: 'Priority of # conversations changed' });
    case 'labels': return plural(count, { one: 'Labels of # conversation changed', other: 'Labels of # conversations changed' });
    case 'status':
      if (action.status === 'resolved') return plural(count, { one: '# conversation resolved', other: '# conversations resolved' });
      if (action.status === 'snoozed') return plural(count, { one: '# conversation snoozed', other: '# conversations snoozed' });
      return plural(count, { one: '# conversation reopened', other: '# conversations reopened' });
  }
}

// The truth may have moved on while we waited: then it is asked for.
async function rollBack(before: Conversation, shown: Conversation | undefined): Promise<void> {
  if (shown !== undefined && knownConversation(before.id) === shown) show(before);
  const truth = await getConversation(before.id).catch(() => undefined);
  if (truth) show(keepConversation(truth));
}

function settle(outcomes: BulkOutcome[]): void {
  notifyManager.batch(() => {
    for (const { conversation } of outcomes) {
      if (conversation === undefined) continue;
      keepConversation(conversation);
      settleInLists(conversation.id);
    }
  });
}

function explain(ids: string[], action: BulkAction): void {
  const text = plural(ids.length, { one: '# conversation could not be changed, it is as it was.', other: '# conversations could not be changed, they are as they were.' });
  showToast({ text, tone: 'error', action: { label: t`Retry`, run: () => void changeMany(ids, action) } });
}

// Where undo waits for the answers: it goes back from what became of it, not from what was asked.
async function takeBack(before: Conversation[], action: BulkAction, done: Promise<unknown>): Promise<void> {
  await done;
  await Promise.all(inverses(before, action).map(({ ids, action: back }) => changeMany(ids, back, true)));
}

// Answers how many were refused.
async function send(before: Conversation[], action: BulkAction, shown: Map<string, Conversation>): Promise<number> {
  const ids = before.map(({ id }) => id);
  const outcomes = await postBulk(ids, action).catch(() => ids.map((id): BulkOutcome => ({ id, problem: {} })));
  settle(outcomes);
  const failed = new Set(outcomes.filter(({ problem }) => problem !== undefined).map(({ id }) => id));
  if (failed.size === 0) return 0;
  await Promise.all(before.filter(({ id }) => failed.has(id)).map((one) => rollBack(one, shown.get(one.id))));
  const lacking = outcomes.filter(({ problem }) => problem?.reason === 'attribute_required').map(({ id }) => id);
  const others = [...failed].filter((id) => !lacking.includes(id));
  if (lacking.length > 0) askRequired(lacking, () => void changeMany(lacking, action));
  if (others.length > 0) explain(others, action);
  return failed.size;
}

export async function changeMany(ids: string[], action: BulkAction, quiet = false): Promise<void> {
  const before = ids.map(knownConversation).filter((one) => one !== undefined);
  if (before.length === 0) return;
  const lacking = action.type === 'status' && action.status === 'resolved' ? before.filter((one) => one.status !== 'resolved' && lacksAny(one)) : [];
  // Nothing leaves the list to come back at once.
  if (lacking.length > 0) {
    askRequired(lacking.map(({ id }) => id), () => void changeMany(ids, action, quiet));
    return;
  }
  const labels = queryClient.getQueryData<Label[]>(keys.labels) ?? [];
  const shown = new Map(before.map((one) => [one.id, changed(one, action, labels)]));
  notifyManager.batch(() => { for (const one of shown.values()) show(one); });
  const done = send(before, action, shown);
  const toast = quiet ? undefined : showToast({ text: doneWords(action, before.length), tone: 'done', action: { label: t`Undo`, keys: 'Ctrl+Z', run: () => void takeBack(before, action, done) } });
  const refused = await done;
  if (toast !== undefined && refused === before.length) dismissToast(toast);
}
