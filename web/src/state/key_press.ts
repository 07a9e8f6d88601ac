// How a pressed key is written down: "j", "Shift+a", "$mod+k", "?"; and how several after one another are read.

const sequenceMs = 1000;
const named: Record<string, string> = { ' ': 'Space', Spacebar: 'Space', Esc: 'Escape' };
const isMac = typeof navigator !== 'undefined' && /Mac OS X|iPhone|iPad/.test(navigator.userAgent);

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'>;

// On a keyboard without Latin letters the place of the key says which one is meant.
function keyOf({ key, code }: Pressed): string {
  if (named[key]) return named[key];
  if (key.length !== 1) return key;
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return (key.codePointAt(0) ?? 0) > 127 && place ? place.toLowerCase() : key.toLowerCase();
}

// Shift belongs to a letter or a named key; of a sign it is only the way to type it.
export function pressOf(event: Pressed): string {
  const key = keyOf(event);
  // AltGr types a sign; Windows reports it as Ctrl and Alt.
  const types = event.getModifierState('AltGraph') && key.length === 1;
  const mod = !types && (isMac ? event.metaKey : event.ctrlKey);
  const alt = !types && event.altKey;
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  return [mod && '$mod', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

// One spelling for each: "G I" and "g i" are the same keys.
export function canonical(keys: string): string {
  return keys.split(' ').filter(Boolean).map((press) => {
    const parts = press === '+' ? ['+'] : press.split('+');
    const key = parts.pop() ?? '';
    return [...['$mod', 'Alt', 'Shift'].filter((name) => parts.includes(name)), key.length === 1 ? key.toLowerCase() : key].join('+');
  }).join(' ');
}

// As people read it: "Ctrl+K", "G I".
export function shownKeys(keys: string): string {
  return keys.split(' ').map((press) => press.replace('$mod', isMac ? 'Cmd' : 'Ctrl').replace(/(^|\+)([a-z])$/, (_, plus: string, letter: string) => plus + letter.toUpperCase())).join(' ');
}

// For readers of the screen, as ARIA writes it.
export function ariaKeys(keys: string): string {
  return keys.split(' ').map((press) => press.replace('$mod', isMac ? 'Meta' : 'Control')).join(' ');
}

// Reads presses one by one; a sequence that has begun is finished or dropped, and its end does nothing by itself.
export class KeyReader {
  private begun = '';
  private at = 0;

  read(press: string, bound: ReadonlySet<string>, now: number): { keys?: string; waits: boolean } {
    const before = now - this.at < sequenceMs ? this.begun : '';
    const whole = before ? `${before} ${press}` : press;
    this.begun = '';
    if (bound.has(whole)) return { keys: whole, waits: false };
    const waits = [...bound].some((keys) => keys.startsWith(`${whole} `));
    if (waits) [this.begun, this.at] = [whole, now];
    return { waits };
  }
}
