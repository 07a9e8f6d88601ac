// The rows to show: the true list, or the one that stands while someone is in it.
import { useCallback, useState } from 'react';
import { emptyList, stabilise, type StableList } from '../../state/stable_list';

export interface ShownList extends StableList {
  release: () => void;
}

interface Memory {
  of: string;
  list: StableList;
}

// `of` names the view: another view is another list.
export function useStableList(of: string, truth: string[], held: boolean): ShownList {
  const [memory, setMemory] = useState<Memory>({ of, list: emptyList });
  const before = memory.of === of ? memory.list : emptyList;
  const list = stabilise(before, truth, held);
  // React's way to derive state from what came in: set it while rendering.
  if (list !== memory.list || memory.of !== of) setMemory({ of, list });
  const release = useCallback(() => setMemory({ of, list: emptyList }), [of]);
  return { ...list, release };
}
