// What an agent does with a conversation. It shows at once, is undone when the
// server refuses, and says so.
import { t } from '@lingui/core/macro';
import { getConversation, putAssignee, putLabels, putPriority, putStatus } from '../api/conversations';
import { Problem } from '../api/problem';
import { putPromise } from '../api/together';
import type { Conversation, ConversationStatus, LabelMark, Priority } from '../api/types';
import { keepConversation, keys, knownConversation, queryClient } from './cache';
import { settleInLists } from './lists';
import { askWhetherKept, openPromise } from './promised';
import { askRequired, lacksAny, lacksField } from './required';
import { myId } from './session';
import { showToast } from './toasts';
import { contactName } from './contact_name';
import { whyWords } from './why';

interface Change {
  id: string;
  patch: Partial<Conversation>;
  request: () => Promise<Conversation>;
  // What is said when it is done, and how it is taken back.
  done?: { text: string; undo: () => void };
  failed: string;
  again: () => void;
}

function show(conversation: Conversation): void {
  queryClient.setQueryData(keys.conversation(conversation.id), conversation);
  settleInLists(conversation.id);
}

// The truth may have moved on while we waited: then it is asked for.
async function rollBack(before: Conversation, optimistic: Conversation): Promise<void> {
  if (knownConversation(before.id) === optimistic) show(before);
  const truth = await getConversation(before.id).catch(() => undefined);
  if (truth) show(keepConversation(truth));
}

async function explain(error: unknown, { failed, again }: Change): Promise<void> {
  showToast({ text: failed + await whyWords(error), tone: 'error', action: { label: t`Retry`, run: again } });
}

async function perform(change: Change): Promise<Conversation | undefined> {
  const before = knownConversation(change.id);
  if (!before) return undefined;
  const optimistic = { ...before, ...change.patch };
  show(optimistic);
  if (change.done) showToast({ text: change.done.text, tone: 'done', action: { label: t`Undo`, keys: 'Ctrl+Z', run: change.done.undo } });
  try {
    const answer = keepConversation(await change.request());
    settleInLists(change.id);
    return answer;
  } catch (error) {
    await rollBack(before, optimistic);
    if (error instanceof Problem && error.status === 409) throw error;
    if (lacksField(error)) askRequired([change.id], change.again);
    else await explain(error, change);
    return undefined;
  }
}

// Someone else was first: who it was, for the screen to say.
export class AlreadyTaken extends Error {
  constructor(readonly assigneeId: string | undefined) {
    super('already taken');
    this.name = 'AlreadyTaken';
  }
}

export interface AssignOptions {
  // Take it over from whoever has it, after a person chose to.
  force?: boolean;
  quiet?: boolean;
}

export async function assign(id: string, assigneeId: string | undefined, words: string, options: AssignOptions = {}): Promise<void> {
  const before = knownConversation(id);
  if (!before || before.assignee_id === assigneeId) return;
  const previous = before.assignee_id;
  const expected = options.force ? {} : { expected_assignee_id: previous ?? null };
  try {
    await perform({
      id,
      patch: { assignee_id: assigneeId },
      request: () => putAssignee(id, { assignee_id: assigneeId ?? null, ...expected }),
      ...(options.quiet ? {} : { done: { text: words, undo: () => void assign(id, previous, t`Assigned as before`, { force: true, quiet: true }) } }),
      failed: t`Could not assign, it is as it was.`,
      again: () => void assign(id, assigneeId, words, options),
    });
  } catch (error) {
    if (error instanceof Problem && error.status === 409) throw new AlreadyTaken(knownConversation(id)?.assignee_id);
    throw error;
  }
}

export interface Place {
  assigneeId: string | undefined;
  teamId: string | undefined;
}

// Gives it to a team, or to none, and says who has it there.
export async function giveToTeam(id: string, place: Place, words: string, options: AssignOptions = {}): Promise<void> {
  const before = knownConversation(id);
  if (!before || (before.team_id === place.teamId && before.assignee_id === place.assigneeId)) return;
  const previous: Place = { assigneeId: before.assignee_id, teamId: before.team_id };
  const expected = options.force ? {} : { expected_assignee_id: previous.assigneeId ?? null };
  try {
    await perform({
      id,
      patch: { assignee_id: place.assigneeId, team_id: place.teamId },
      request: () => putAssignee(id, { assignee_id: place.assigneeId ?? null, team_id: place.teamId ?? null, ...expected }),
      ...(options.quiet ? {} : { done: { text: words, undo: () => void giveToTeam(id, previous, t`Assigned as before`, { force: true, quiet: true }) } }),
      failed: t`Could not assign, it is as it was.`,
      again: () => void giveToTeam(id, place, words, options),
    });
  } catch (error) {
    if (error instanceof Problem && error.status === 409) throw new AlreadyTaken(knownConversation(id)?.assignee_id);
    throw error;
  }
}

export function isMine(conversation: Conversation): boolean {
  return conversation.assignee_id === myId();
}

function statusWords(status: ConversationStatus, name: string): string {
  switch (status) {
    case 'resolved': return t`Resolved: ${name}`;
    case 'snoozed': return t`Snoozed: ${name}`;
    default: return t`Reopened: ${name}`;
  }
}

// As it was: with what was promised still to be done, where resolving had said that it was.
async function takeBack(before: Conversation, kept: boolean | undefined): Promise<void> {
  await setStatus(before.id, before.status, before.snoozed_until, true);
  const promised = openPromise(before);
  const now = knownConversation(before.id);
  if (!promised || !kept || !now || now.status === 'resolved' || openPromise(now)) return;
  await perform({
    id: before.id,
    patch: { promise: promised },
    request: () => putPromise(before.id, { at: promised.at, ...(promised.note ? { note: promised.note } : {}), expected_at: null }),
    failed: t`The promise was not kept.`,
    again: () => void takeBack(before, kept),
  });
}

// `kept`: whether what was promised is done by it; asked for where nobody said so.
export async function setStatus(id: string, status: ConversationStatus, snoozedUntil?: string, quiet = false, kept?: boolean): Promise<void> {
  const before = knownConversation(id);
  if (!before) return;
  const again = () => void setStatus(id, status, snoozedUntil, quiet, kept);
  // Nothing leaves the list to come back at once.
  if (status === 'resolved' && before.status !== 'resolved' && lacksAny(before)) {
    askRequired([id], again);
    return;
  }
  if (status === 'resolved' && before.status !== 'resolved' && kept === undefined && openPromise(before)) {
    askWhetherKept(id, (isKept) => void setStatus(id, status, snoozedUntil, quiet, isKept));
    return;
  }
  await perform({
    id,
    patch: { status, snoozed_until: snoozedUntil },
    request: () => putStatus(id, status, snoozedUntil, kept),
    ...(quiet ? {} : { done: { text: statusWords(status, contactName(before.contact)), undo: () => void takeBack(before, kept) } }),
    failed: t`Could not change the conversation, it is as it was.`,
    again,
  });
}

export async function setPriority(id: string, priority: Priority): Promise<void> {
  await perform({
    id,
    patch: { priority },
    request: () => putPriority(id, priority),
    failed: t`Could not set the priority, it is as it was.`,
    again: () => void setPriority(id, priority),
  });
}

export async function setLabels(id: string, labels: LabelMark[], quiet = false): Promise<void> {
  const before = knownConversation(id);
  if (!before) return;
  const previous = before.labels.slice();
  await perform({
    id,
    patch: { labels: labels.map(({ id: labelId, name, color }) => ({ id: labelId, name, color })) },
    request: () => putLabels(id, labels.map((label) => label.id)),
    ...(quiet ? {} : { done: { text: t`Labels changed`, undo: () => void setLabels(id, previous, true) } }),
    failed: t`Could not set the labels, they are as they were.`,
    again: () => void setLabels(id, labels, quiet),
  });
}
