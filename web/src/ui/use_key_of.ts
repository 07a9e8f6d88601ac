// The key that an action has for this person now, as it is shown; nothing when it has none.
import { actions, keysOf, type ActionId } from '../state/action_table';
import { shownKeys } from '../state/key_press';
import { usePreferences } from '../state/preferences';

export function useKeyOf(id: ActionId): string | undefined {
  const own = usePreferences((store) => store.keys);
  const entry = actions.find((one) => one.id === id);
  const keys = entry ? keysOf(entry, own) : '';
  return keys === '' ? undefined : shownKeys(keys);
}
