// Another filter is another address.
import { useLocation } from 'wouter';
import { isNarrow, type Filter } from '../../state/filter';
import { inboxPath } from '../../state/route';
import type { View } from '../../state/view';

export interface BarProps {
  view: View;
  selectedId: string | undefined;
}

export function useChange({ view, selectedId }: BarProps) {
  const [, go] = useLocation();
  return (filter: Filter) => {
    const { kind, of, sort } = view;
    go(inboxPath({ kind, sort, ...(of === undefined ? {} : { of }), ...(isNarrow(filter) ? { filter } : {}) }, selectedId));
  };
}
