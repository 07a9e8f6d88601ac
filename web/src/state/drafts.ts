// The drafts of this window: saved on the server as they are typed, kept here
// while it cannot be reached. Only what is not saved yet is kept in the tab (unsaved.ts).
import { create } from 'zustand';
import { describeAttachment } from '../api/attachments';
import { getDrafts, putDraft } from '../api/conversations';
import { isPassing, Problem } from '../api/problem';
import type { Attachment, ComposeMode } from '../api/types';
import { backoffMs } from './backoff';
import { attached, emptySlot, keptMine, loaded, mustSave, refused, saved, saving, taken, tookTheirs, typed, unsaved, type DraftSlot, type ServerDraft } from './draft';
import { forgetUnsaved, keepUnsaved, unsavedDraft } from './unsaved';

const pauseMs = 500;

export const useDrafts = create<{ slots: Record<string, DraftSlot> }>(() => ({ slots: {} }));

const timers = new Map<string, ReturnType<typeof setTimeout>>();
const failures = new Map<string, number>();

export function draftKey(conversationId: string, mode: ComposeMode): string {
  return `${mode}/${conversationId}`;
}

function partsOf(key: string): { conversationId: string; mode: ComposeMode } {
  const [mode, conversationId] = key.split('/');
  return { conversationId: conversationId ?? '', mode: mode === 'note' || mode === 'side_question' ? mode : 'reply' };
}

export function slotOf(key: string): DraftSlot {
  return useDrafts.getState().slots[key] ?? emptySlot;
}

function change(key: string, next: DraftSlot): void {
  useDrafts.setState(({ slots }) => ({ slots: { ...slots, [key]: next } }));
  keepUnsaved(key, next.dirty || next.saving ? { text: next.text, attachmentIds: next.attachments.map(({ id }) => id) } : undefined);
}

function saveIn(key: string, ms: number): void {
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(() => void saveDraft(key), ms));
}

export function typeDraft(key: string, text: string): void {
  change(key, typed(slotOf(key), text));
  saveIn(key, pauseMs);
}

export function attachToDraft(key: string, attachments: Attachment[]): void {
  change(key, attached(slotOf(key), attachments));
  saveIn(key, 0);
}

export function settleDraft(key: string, choice: 'mine' | 'theirs'): void {
  change(key, choice === 'mine' ? keptMine(slotOf(key)) : tookTheirs(slotOf(key)));
  saveIn(key, 0);
}

function afterFailure(key: string, error: unknown): void {
  if (error instanceof Problem && error.status === 409 && error.current) {
    change(key, refused(slotOf(key), error.current as ServerDraft));
    if (mustSave(slotOf(key))) saveIn(key, 0);
    return;
  }
  const typedOn = slotOf(key).dirty;
  change(key, unsaved(slotOf(key)));
  // What was refused is not tried again as it is; what it became meanwhile is.
  if (typedOn) saveIn(key, pauseMs);
  if (!isPassing(error) && !(error instanceof Problem && error.status === 401)) return;
  const attempt = (failures.get(key) ?? 0) + 1;
  failures.set(key, attempt);
  saveIn(key, backoffMs(attempt));
}

// Saves now if there is anything to save. One save at a time for each draft.
export async function saveDraft(key: string, leaving = false): Promise<void> {
  clearTimeout(timers.get(key));
  const slot = slotOf(key);
  if (!mustSave(slot)) return;
  const { conversationId, mode } = partsOf(key);
  change(key, saving(slot));
  try {
    const answer = await putDraft(conversationId, { text: slot.text, mode, attachment_ids: slot.attachments.map(({ id }) => id), version: slot.version }, leaving);
    failures.delete(key);
    change(key, saved(slotOf(key), answer.version));
    if (mustSave(slotOf(key))) saveIn(key, pauseMs);
  } catch (error) {
    afterFailure(key, error);
  }
}

export function saveAllDrafts(leaving = false): void {
  for (const [key, slot] of Object.entries(useDrafts.getState().slots)) {
    if (mustSave(slot)) void saveDraft(key, leaving);
  }
}

async function described(ids: readonly string[], held: readonly Attachment[]): Promise<Attachment[]> {
  const found = await Promise.all(ids.map(async (id) => held.find((one) => one.id === id) ?? await describeAttachment(id)));
  return found.filter((one) => one !== undefined);
}

// What an earlier life of this tab could not save stands here again.
function takeUnsaved(key: string, left: { text: string; attachments: Attachment[] }): void {
  const next = taken(slotOf(key), left.text, left.attachments);
  if (next === slotOf(key)) return;
  change(key, next);
  saveIn(key, 0);
}

async function leftUnsaved(key: string): Promise<{ key: string; text: string; attachments: Attachment[] }[]> {
  const left = unsavedDraft(key);
  return left ? [{ key, text: left.text, attachments: await described(left.attachmentIds, slotOf(key).attachments) }] : [];
}

// Takes over what another window or an earlier visit left behind.
export async function loadDrafts(conversationId: string): Promise<void> {
  const left = (await Promise.all((['reply', 'note', 'side_question'] as const).map((mode) => leftUnsaved(draftKey(conversationId, mode))))).flat();
  try {
    await loadSaved(conversationId);
  } finally {
    for (const draft of left) takeUnsaved(draft.key, draft);
  }
}

async function loadSaved(conversationId: string): Promise<void> {
  const { items } = await getDrafts(conversationId);
  for (const draft of items) {
    const key = draftKey(conversationId, draft.mode);
    const attachments = await described(draft.attachment_ids, slotOf(key).attachments);
    change(key, loaded(slotOf(key), draft, attachments));
  }
}

export function clearDraft(key: string): void {
  change(key, { ...slotOf(key), text: '', attachments: [], dirty: true });
  saveIn(key, 0);
}

// It stands elsewhere now: nothing of it is saved here any more.
export function forgetDraft(key: string): void {
  clearTimeout(timers.get(key));
  change(key, emptySlot);
}

export function useDraft(key: string): DraftSlot {
  return useDrafts((store) => store.slots[key] ?? emptySlot);
}

// Who signs out leaves nothing in the tab: what was not saved goes with them.
export function keepNothing(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  useDrafts.setState({ slots: {} });
  forgetUnsaved();
}

// A window that closes or goes to the background saves what it has.
export function saveDraftsOnLeaving(): () => void {
  const leave = () => { if (document.visibilityState === 'hidden') saveAllDrafts(true); };
  const unload = () => saveAllDrafts(true);
  document.addEventListener('visibilitychange', leave);
  window.addEventListener('pagehide', unload);
  return () => {
    document.removeEventListener('visibilitychange', leave);
    window.removeEventListener('pagehide', unload);
  };
}
