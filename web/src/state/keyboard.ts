// When a key does something: outside text fields, menus and dialogs, and not on what it would press itself.

export interface KeyAction {
  // Such as "g i", "Shift+A" or "$mod+K".
  keys: string;
  run: (event: KeyboardEvent) => void;
  // Works while writing as well; single letters never do.
  everywhere?: boolean;
  // Works in the conversation itself alone.
  inThread?: boolean;
}

const textTypes = new Set(['text', 'search', 'email', 'password', 'tel', 'url', 'number', 'date', 'datetime-local', 'time']);

export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && textTypes.has(target.type);
}

// A menu or dialog has the keys to itself.
export function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menu"], [role="dialog"], [role="alertdialog"]') !== null;
}

export function isInThread(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="log"]') !== null;
}

// Enter and the space bar press the button that has the focus.
export function isPressing(target: EventTarget | null, keys: string): boolean {
  return (keys === 'Enter' || keys === 'Space') && target instanceof Element && target.closest('button, a, input, summary, audio, video, [role="button"], [role="tab"]') !== null;
}

export function isSingle(keys: string): boolean {
  return !/\$mod|Control|Alt|Meta/.test(keys) && keys !== 'Escape' && keys !== 'Enter';
}

export interface Situation {
  writing: boolean;
  elsewhere: boolean;
  inThread: boolean;
  // A menu or dialog is asked for and may not stand yet, or one must log in again: letters are for it.
  opening: boolean;
  singleKeys: boolean;
}

export function mayRun(action: Pick<KeyAction, 'keys' | 'everywhere' | 'inThread'>, situation: Situation): boolean {
  if (situation.elsewhere) return false;
  if (situation.writing && !action.everywhere) return false;
  if (action.inThread && !situation.inThread) return false;
  if (situation.opening && isSingle(action.keys)) return false;
  return situation.singleKeys || !isSingle(action.keys);
}
