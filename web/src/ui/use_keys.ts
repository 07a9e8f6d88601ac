// Binds keys for as long as a component stands. All bindings share one reader, so that "g i" is never also "i".
import { useEffect, useRef } from 'react';
import { isOpening } from '../state/early_keys';
import { canonical, KeyReader, pressOf } from '../state/key_press';
import { isElsewhere, isInThread, isPressing, isWriting, mayRun, type KeyAction } from '../state/keyboard';
import { usePreferences } from '../state/preferences';
import { isExpired } from '../state/session_life';

type Table = () => KeyAction[];

const tables: Table[] = [];
const reader = new KeyReader();

// What may run where the key was pressed, the latest binding first.
function boundFor(event: KeyboardEvent): Map<string, KeyAction> {
  const situation = { writing: isWriting(event.target), elsewhere: isElsewhere(event.target), inThread: isInThread(event.target), opening: isOpening() || isExpired(), singleKeys: usePreferences.getState().singleKeys };
  const bound = new Map<string, KeyAction>();
  for (const action of tables.flatMap((table) => table())) {
    const keys = canonical(action.keys);
    if (keys !== '' && mayRun({ ...action, keys }, situation)) bound.set(keys, action);
  }
  return bound;
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented || ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta'].includes(event.key)) return;
  const bound = boundFor(event);
  const press = pressOf(event);
  const { keys } = reader.read(press, new Set(bound.keys()), event.timeStamp);
  const action = keys === undefined || isPressing(event.target, keys) ? undefined : bound.get(keys);
  if (!action) return;
  event.preventDefault();
  action.run(event);
}

export function useKeys(actions: KeyAction[]): void {
  const latest = useRef(actions);
  useEffect(() => { latest.current = actions; });
  useEffect(() => {
    const table = () => latest.current;
    if (tables.length === 0) window.addEventListener('keydown', onKey);
    tables.push(table);
    return () => {
      tables.splice(tables.indexOf(table), 1);
      if (tables.length === 0) window.removeEventListener('keydown', onKey);
    };
  }, []);
}
