// What was written and is not on the server yet outlives a reload: kept in this tab until it is saved, gone with the tab
// and when one signs out. Nothing else of a customer is ever kept in a browser.
import { myId } from './session';

export interface Unsaved {
  text: string;
  attachmentIds: string[];
}

const prefix = 'balie.unsaved';

const draftsPlace = () => `${prefix}.${myId()}`;
const repliesPlace = () => `${prefix}.replies.${myId()}`;
const askedPlace = () => `${prefix}.asked.${myId()}`;

function read(place: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null');
  } catch {
    return undefined;
  }
}

function write(place: string, kept: object, isEmpty: boolean): void {
  try {
    if (isEmpty) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(kept));
  } catch { /* A browser without storage keeps nothing. */ }
}

function drafts(): Record<string, unknown> {
  const kept = read(draftsPlace());
  return typeof kept === 'object' && kept !== null ? { ...kept } : {};
}

export function keepUnsaved(key: string, draft: Unsaved | undefined): void {
  const kept = drafts();
  if (JSON.stringify(kept[key]) === JSON.stringify(draft)) return;
  const others = Object.fromEntries(Object.entries(kept).filter(([name]) => name !== key));
  write(draftsPlace(), draft === undefined ? others : { ...others, [key]: draft }, draft === undefined && Object.keys(others).length === 0);
}

export function unsavedDraft(key: string): Unsaved | undefined {
  const left = drafts()[key] as Unsaved | string | undefined;
  // The page from before an upgrade kept the text alone.
  return typeof left === 'string' ? { text: left, attachmentIds: [] } : left;
}

// In the words of the outbox, which alone reads them.
export function keepReplies(replies: readonly object[]): void {
  write(repliesPlace(), replies, replies.length === 0);
}

export function keptReplies(): unknown[] {
  const kept = read(repliesPlace());
  return Array.isArray(kept) ? kept : [];
}

// To whom questions are being written, by their conversation; in the words of side_questions.ts, which alone reads them.
export function keepAsked(forms: object): void {
  write(askedPlace(), forms, Object.keys(forms).length === 0);
}

export function keptAsked(): object {
  const kept = read(askedPlace());
  return typeof kept === 'object' && kept !== null ? kept : {};
}

export function forgetUnsaved(): void {
  try {
    for (const name of Object.keys(sessionStorage).filter((one) => one.startsWith(prefix))) sessionStorage.removeItem(name);
  } catch { /* Nothing was kept. */ }
}
