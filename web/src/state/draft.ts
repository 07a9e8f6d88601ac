// One draft: what was typed, what the server holds, and what to do when they differ.
import type { Attachment } from '../api/types';

export interface ServerDraft {
  text: string;
  attachment_ids: readonly string[];
  version: number;
}

export interface DraftSlot {
  text: string;
  attachments: Attachment[];
  // The version that the server last told us; 0 when it holds none.
  version: number;
  // Typed since the last save began.
  dirty: boolean;
  saving: boolean;
  // The last save did not come through; it is tried again.
  failed: boolean;
  // Another window saved something else meanwhile; a person chooses.
  conflict?: ServerDraft;
}

export const emptySlot: DraftSlot = { text: '', attachments: [], version: 0, dirty: false, saving: false, failed: false };

export function typed(slot: DraftSlot, text: string): DraftSlot {
  return slot.text === text ? slot : { ...slot, text, dirty: true };
}

export function attached(slot: DraftSlot, attachments: Attachment[]): DraftSlot {
  return { ...slot, attachments, dirty: true };
}

// What the server holds is taken over unless someone is typing here.
export function loaded(slot: DraftSlot, draft: ServerDraft, attachments: Attachment[]): DraftSlot {
  if (slot.dirty || slot.saving || draft.version < slot.version) return slot;
  return { ...slot, text: draft.text, attachments, version: draft.version };
}

// What was left unsaved is taken up, unless someone is typing here; where the server holds other words, a person chooses.
export function taken(slot: DraftSlot, text: string, attachments: Attachment[]): DraftSlot {
  const current: ServerDraft = { text: slot.text, attachment_ids: slot.attachments.map(({ id }) => id), version: slot.version };
  if (slot.dirty || (slot.text === text && sameAttachments({ ...slot, attachments }, current))) return slot;
  const both = text !== '' && slot.text !== '' && !text.startsWith(slot.text);
  return { ...slot, text, attachments, dirty: true, ...(both ? { conflict: current } : {}) };
}

export function saving(slot: DraftSlot): DraftSlot {
  return { ...slot, saving: true, dirty: false };
}

export function saved(slot: DraftSlot, version: number): DraftSlot {
  return { ...slot, saving: false, failed: false, version };
}

export function unsaved(slot: DraftSlot): DraftSlot {
  return { ...slot, saving: false, dirty: true, failed: true };
}

function sameAttachments(slot: DraftSlot, draft: ServerDraft): boolean {
  return slot.attachments.length === draft.attachment_ids.length && slot.attachments.every(({ id }, index) => draft.attachment_ids[index] === id);
}

// A stale version: nothing to choose when both say the same or one says nothing.
export function refused(slot: DraftSlot, current: ServerDraft): DraftSlot {
  const base = { ...slot, saving: false, failed: false, version: current.version };
  if (current.text === slot.text && sameAttachments(slot, current)) return { ...base, dirty: false };
  if (current.text === '' && current.attachment_ids.length === 0) return { ...base, dirty: true };
  if (slot.text === '' && slot.attachments.length === 0) return { ...base, dirty: true };
  return { ...base, dirty: true, conflict: current };
}

export function keptMine(slot: DraftSlot): DraftSlot {
  return withoutConflict({ ...slot, dirty: true });
}

export function tookTheirs(slot: DraftSlot): DraftSlot {
  if (!slot.conflict) return slot;
  return withoutConflict({ ...slot, text: slot.conflict.text, attachments: slot.attachments.filter(({ id }) => slot.conflict?.attachment_ids.includes(id)), dirty: false });
}

function withoutConflict(slot: DraftSlot): DraftSlot {
  const next = { ...slot };
  delete next.conflict;
  return next;
}

export function mustSave(slot: DraftSlot): boolean {
  return slot.dirty && !slot.saving && !slot.conflict;
}

export function isEmpty(slot: DraftSlot): boolean {
  return slot.text.trim() === '' && slot.attachments.length === 0;
}
