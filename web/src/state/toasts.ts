// One line at the bottom left: what was done, with one way back or one way on.
import { create } from 'zustand';

export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'error';
  action?: { label: string; keys?: string; run: () => void };
  // Stands this long and no longer: what it offers is over then, whoever points at it.
  lastsMs?: number;
  // What its way back would undo: undone elsewhere, it offers nothing any more.
  undoes?: string;
}

interface ToastStore {
  toasts: Toast[];
}

const doneMs = 6000;
const errorMs = 10_000;
const errorWithActionMs = 25_000;
const mostShown = 3;
let nextId = 1;

export const useToasts = create<ToastStore>(() => ({ toasts: [] }));

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

export function dismissUndoOf(act: string): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(({ undoes }) => undoes !== act) }));
}

// How long it stands, unless the pointer or the focus is on it.
export function shownMs({ tone, action, lastsMs }: Toast): number {
  if (lastsMs !== undefined) return lastsMs;
  if (tone === 'done') return doneMs;
  return action ? errorWithActionMs : errorMs;
}

export function showToast(toast: Omit<Toast, 'id'>): number {
  const id = nextId++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, id }].slice(-mostShown) }));
  return id;
}

export function undoable(toasts: readonly Toast[]): Toast | undefined {
  return toasts.findLast((toast) => toast.tone === 'done' && toast.action);
}

// Ctrl+Z does what the newest toast with a way back offers, as long as it stands.
export function undoLatest(): boolean {
  const latest = undoable(useToasts.getState().toasts);
  if (!latest?.action) return false;
  dismissToast(latest.id);
  latest.action.run();
  return true;
}
