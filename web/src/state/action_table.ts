// Everything that can be done by key: one table for the keys, the sheet, the palette and the settings.
import { canonical } from './key_press';

interface Entry {
  id: string;
  group: 'walk' | 'select' | 'do' | 'write' | 'screen';
  // What one presses unless one has chosen something else.
  keys: string;
  // A second way in, which stays.
  also?: string;
  // Works while one writes as well.
  everywhere?: true;
  // Only with the focus in the conversation itself: elsewhere the browser keeps this key.
  inThread?: true;
  // Read by the text box itself; not to be changed.
  fixed?: true;
}

// The digits.
const places = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export const actionTable = [
  { id: 'next_row', group: 'walk', keys: 'j' },
  { id: 'previous_row', group: 'walk', keys: 'k' },
  { id: 'open_row', group: 'walk', keys: 'Enter' },
  { id: 'to_list', group: 'walk', keys: 'u' },
  { id: 'next', group: 'walk', keys: 'Space', also: 'g n' },
  { id: 'mine', group: 'walk', keys: 'g i' },
  { id: 'unassigned', group: 'walk', keys: 'g u' },
  { id: 'mentions', group: 'walk', keys: 'g m' },
  { id: 'promises', group: 'walk', keys: 'g p' },
  { id: 'failed', group: 'walk', keys: 'g f' },
  { id: 'to_approve', group: 'walk', keys: 'g v' },
  { id: 'all', group: 'walk', keys: 'g a' },
  { id: 'snoozed', group: 'walk', keys: 'g z' },
  { id: 'resolved', group: 'walk', keys: 'g e' },
  { id: 'team_queue', group: 'walk', keys: 'g t' },
  { id: 'next_queue', group: 'walk', keys: 'g j' },
  { id: 'previous_queue', group: 'walk', keys: 'g k' },
  ...places.map((place) => ({ id: `view_${place}` as const, group: 'walk' as const, keys: String(place) })),
  { id: 'in_public', group: 'walk', keys: 'g s' },
  { id: 'contacts', group: 'walk', keys: 'g c' },
  { id: 'wall', group: 'walk', keys: 'g w' },
  { id: 'search', group: 'walk', keys: '/' },
  { id: 'pick', group: 'select', keys: 'x' },
  { id: 'extend_down', group: 'select', keys: 'Shift+j' },
  { id: 'extend_up', group: 'select', keys: 'Shift+k' },
  { id: 'pick_all', group: 'select', keys: '*' },
  { id: 'reply', group: 'do', keys: 'r' },
  { id: 'note', group: 'do', keys: 'n' },
  { id: 'side_question', group: 'do', keys: 'b' },
  { id: 'take', group: 'do', keys: 'Shift+a' },
  { id: 'assign', group: 'do', keys: 'a' },
  { id: 'team', group: 'do', keys: 't' },
  { id: 'labels', group: 'do', keys: 'l' },
  { id: 'priority', group: 'do', keys: 'p' },
  { id: 'snooze', group: 'do', keys: 'z' },
  { id: 'promise', group: 'do', keys: 'Shift+z' },
  { id: 'transfer', group: 'do', keys: 'Shift+t' },
  { id: 'follow', group: 'do', keys: 's' },
  { id: 'macro', group: 'do', keys: 'm' },
  { id: 'merge', group: 'do', keys: 'Shift+m' },
  { id: 'resolve', group: 'do', keys: 'e' },
  { id: 'resolve_next', group: 'do', keys: 'Shift+e' },
  { id: 'spam', group: 'do', keys: '!' },
  { id: 'switch_side', group: 'do', keys: 'i' },
  { id: 'quote', group: 'do', keys: 'Shift+r' },
  { id: 'react', group: 'do', keys: ':' },
  { id: 'link', group: 'do', keys: '.' },
  { id: 'keep_words', group: 'do', keys: 'Shift+c' },
  { id: 'photo', group: 'do', keys: 'o' },
  { id: 'find', group: 'do', keys: '$mod+f', inThread: true },
  { id: 'hold', group: 'do', keys: '' },
  { id: 'undo', group: 'do', keys: '$mod+z' },
  { id: 'send', group: 'write', keys: '$mod+Enter', fixed: true },
  { id: 'send_resolve', group: 'write', keys: '$mod+Shift+Enter', fixed: true },
  { id: 'send_next', group: 'write', keys: '$mod+Alt+Enter', fixed: true },
  { id: 'start', group: 'write', keys: 'c', also: 'Shift+n' },
  { id: 'send_later', group: 'write', keys: '' },
  { id: 'take_back', group: 'write', keys: '$mod+z', fixed: true },
  { id: 'canned', group: 'write', keys: '/', fixed: true },
  { id: 'article', group: 'write', keys: '??', fixed: true },
  { id: 'known', group: 'write', keys: '{', fixed: true },
  { id: 'macro_in_box', group: 'write', keys: '$mod+m', fixed: true },
  ...places.map((place) => ({ id: `macro_${place}` as const, group: 'write' as const, keys: `$mod+${place}`, everywhere: true as const })),
  { id: 'drop_draft', group: 'write', keys: '#' },
  { id: 'leave_box', group: 'write', keys: 'Escape', fixed: true },
  { id: 'palette', group: 'screen', keys: '$mod+k', everywhere: true },
  { id: 'notifications', group: 'screen', keys: 'g b' },
  { id: 'key_sheet', group: 'screen', keys: '?' },
  { id: 'nav', group: 'screen', keys: '[' },
  { id: 'context', group: 'screen', keys: ']' },
  { id: 'dark', group: 'screen', keys: 'd' },
  { id: 'settings', group: 'screen', keys: 'g ,' },
] as const satisfies readonly Entry[];

export type ActionId = (typeof actionTable)[number]['id'];
export type ActionGroup = Entry['group'];

export interface ActionEntry extends Entry {
  id: ActionId;
}

export const actions: readonly ActionEntry[] = actionTable;
export const actionGroups: ActionGroup[] = ['walk', 'select', 'do', 'write', 'screen'];

// What a person chose instead, by action; an empty string means: no key.
export type OwnKeys = Readonly<Record<string, string>>;

export function keysOf(entry: ActionEntry, own: OwnKeys): string {
  const chosen = entry.fixed ? undefined : own[entry.id];
  return chosen === undefined ? canonical(entry.keys) : canonical(chosen);
}

// All that leads to an action, for the keyboard.
export function allKeysOf(entry: ActionEntry, own: OwnKeys): string[] {
  return [keysOf(entry, own), ...(entry.also ? [canonical(entry.also)] : [])].filter(Boolean);
}

function clash(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right} `) || right.startsWith(`${left} `);
}

// Keys that two actions want, or that stand in the way of a longer row of them. The text box has its own.
export function conflictsOf(own: OwnKeys): Map<ActionId, ActionId[]> {
  const found = new Map<ActionId, ActionId[]>();
  const free = actions.filter(({ fixed }) => !fixed);
  for (const entry of free) {
    const others = free.filter((other) => other.id !== entry.id && allKeysOf(entry, own).some((left) => allKeysOf(other, own).some((right) => clash(left, right))));
    if (others.length > 0) found.set(entry.id, others.map(({ id }) => id));
  }
  return found;
}
