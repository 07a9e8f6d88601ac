// What is typed between the wish for something and its standing on the screen: a menu, the palette, the next customer,
// the box to write in. Nothing of it may act on what lies under it. Letters wait for the field that comes; for a
// conversation that is on its way only what begins with the key to write in it.
import type { ComposeMode } from '../api/types';
import { actions, allKeysOf } from './action_table';
import { pressOf } from './key_press';
import { isElsewhere } from './keyboard';
import { usePreferences } from './preferences';
import { useRequired } from './required';
import { useScreen } from './screen';

// What does not come within this time no longer keeps the keys.
const longestMs = 4000;

let letters = '';
// For the conversation that is on its way: the presses until one of them, or a row of them, says how one will write.
let presses: string[] = [];
let mode: ComposeMode | undefined;

function isOverlayOpening(): boolean {
  const { palette, macros, keeping, keySheet, menu, bulkMenu, asking, viewDialog, bell } = useScreen.getState();
  return useRequired.getState().asking !== undefined || palette || macros || keeping !== undefined || keySheet || bell || asking !== undefined || viewDialog !== undefined || menu !== undefined || bulkMenu !== undefined;
}

export function isOpening(): boolean {
  const { awaited, composerFocus } = useScreen.getState();
  return awaited !== undefined || composerFocus !== undefined || isOverlayOpening();
}

export function earlyLetters(): string {
  return letters;
}

export function clearEarlyLetters(): void {
  letters = '';
}

// The next conversation is asked for; who says which one it is says it on `awaited`.
export async function awaiting(work: () => Promise<unknown>): Promise<void> {
  if (useScreen.getState().awaited !== true) useScreen.setState({ awaited: true });
  try {
    await work();
  } finally {
    if (useScreen.getState().awaited === true) useScreen.setState({ awaited: undefined });
  }
}

// It stands on the screen: the words that were begun for it go to its box.
export function arrive(id: string, mayWrite: boolean): void {
  if (useScreen.getState().awaited !== id) return;
  const begun = mayWrite ? mode : undefined;
  useScreen.setState(({ modes }) => ({ awaited: undefined, ...(begun ? { modes: { ...modes, [id]: begun }, composerFocus: id } : {}) }));
}

function keysOfAny(ids: readonly string[]): string[] {
  const { keys } = usePreferences.getState();
  return actions.filter(({ id }) => ids.includes(id)).flatMap((entry) => allKeysOf(entry, keys));
}

const ways: readonly ComposeMode[] = ['reply', 'note', 'side_question'];

// Who presses for the next customer twice asks for one.
function begin(event: KeyboardEvent): void {
  const press = pressOf(event);
  if (presses.length === 0 && keysOfAny(['next']).includes(press)) return;
  presses.push(press);
  mode = ways.find((one) => keysOfAny([one]).includes(presses.join(' ')));
}

const held = new Set(['Enter', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Delete']);

// Answers whether the key is dealt with here.
function hold(event: KeyboardEvent): boolean {
  const { key } = event;
  if (key === 'Escape') useScreen.setState({ palette: false, keySheet: false, menu: undefined, bulkMenu: undefined, asking: undefined, viewDialog: undefined, bell: false, macros: false, keeping: undefined, awaited: undefined, composerFocus: undefined });
  else if (useScreen.getState().awaited !== undefined && !mode && !isOverlayOpening()) begin(event);
  else if (key.length === 1) letters += key;
  else if (key === 'Backspace') letters = letters.slice(0, -1);
  return key.length === 1 || key === 'Backspace' || key === 'Escape' || held.has(key);
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isElsewhere(event.target)) return;
  if (!isOpening() || !hold(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function forgetWhatIsOver(): void {
  if (useScreen.getState().awaited === undefined) [presses, mode] = [[], undefined];
  if (!isOpening()) letters = '';
}

export function holdEarlyKeys(): () => void {
  let limit: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = useScreen.subscribe((now, before) => {
    forgetWhatIsOver();
    if (now.awaited === before.awaited && now.composerFocus === before.composerFocus) return;
    clearTimeout(limit);
    // The server's answer has a limit of its own.
    if (now.awaited !== true && (now.awaited ?? now.composerFocus) !== undefined) limit = setTimeout(() => useScreen.setState({ awaited: undefined, composerFocus: undefined }), longestMs);
  });
  window.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(limit);
    unsubscribe();
    window.removeEventListener('keydown', onKey, { capture: true });
  };
}
