// What is typed between the wish for a menu, the palette or the sheet of keys and its standing on the screen. Its code
// may still be on its way then: nothing of it may act on what lies under it, and letters wait for the field that comes.
import { isElsewhere } from './keyboard';
import { useRequired } from './required';
import { useScreen } from './screen';

let letters = '';

export function isOpening(): boolean {
  const { palette, macros, keeping, keySheet, menu, bulkMenu, asking, viewDialog, bell } = useScreen.getState();
  return useRequired.getState().asking !== undefined || palette || macros || keeping !== undefined || keySheet || bell || asking !== undefined || viewDialog !== undefined || menu !== undefined || bulkMenu !== undefined;
}

export function earlyLetters(): string {
  return letters;
}

export function clearEarlyLetters(): void {
  letters = '';
}

const held = new Set(['Enter', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Delete']);

// Answers whether the key is dealt with here.
function hold({ key }: KeyboardEvent): boolean {
  if (key.length === 1) letters += key;
  else if (key === 'Backspace') letters = letters.slice(0, -1);
  else if (key === 'Escape') useScreen.setState({ palette: false, keySheet: false, menu: undefined, bulkMenu: undefined, asking: undefined, viewDialog: undefined, bell: false, macros: false, keeping: undefined });
  else return held.has(key);
  return true;
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isElsewhere(event.target)) return;
  if (!isOpening() || !hold(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function holdEarlyKeys(): () => void {
  const unsubscribe = useScreen.subscribe(() => { if (!isOpening()) letters = ''; });
  window.addEventListener('keydown', onKey, { capture: true });
  return () => {
    unsubscribe();
    window.removeEventListener('keydown', onKey, { capture: true });
  };
}
