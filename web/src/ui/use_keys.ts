// Binds keys for as long as a component stands.
import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { isOpening } from '../state/early_keys';
import { isElsewhere, isWriting, mayRun, type KeyAction } from '../state/keyboard';
import { usePreferences } from '../state/preferences';

export function useKeys(actions: KeyAction[]): void {
  const latest = useRef(actions);
  useEffect(() => { latest.current = actions; });
  const table = actions.map(({ keys }) => keys).join('\n');
  useEffect(() => {
    const bindings = Object.fromEntries(table.split('\n').filter(Boolean).map((keys) => [keys, (event: KeyboardEvent) => {
      const action = latest.current.find((candidate) => candidate.keys === keys);
      const situation = { writing: isWriting(event.target), elsewhere: isElsewhere(event.target), opening: isOpening(), singleKeys: usePreferences.getState().singleKeys };
      if (!action || event.isComposing || !mayRun(action, situation)) return;
      event.preventDefault();
      action.run(event);
    }]));
    return tinykeys(window, bindings);
  }, [table]);
}
