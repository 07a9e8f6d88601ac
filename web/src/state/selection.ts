// The rows that were chosen to do something with at once.
import { create } from 'zustand';

interface Selection {
  ids: ReadonlySet<string>;
  // Where a range begins.
  anchor: string | undefined;
}

const nobody: ReadonlySet<string> = new Set();

export const useSelection = create<Selection>(() => ({ ids: nobody, anchor: undefined }));

export function selected(): string[] {
  return [...useSelection.getState().ids];
}

export function clearSelection(): void {
  if (useSelection.getState().ids.size > 0) useSelection.setState({ ids: nobody, anchor: undefined });
}

export function toggle(id: string): void {
  useSelection.setState(({ ids }) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    return { ids: next, anchor: id };
  });
}

// From the anchor (or `from`, when there is none yet) to `to`, in the order of the rows; what was chosen stays chosen.
export function selectRange(rows: string[], from: string | undefined, to: string): void {
  useSelection.setState(({ ids, anchor }) => {
    const begin = anchor !== undefined && rows.includes(anchor) ? anchor : (from ?? to);
    const [first, last] = [rows.indexOf(begin), rows.indexOf(to)].toSorted((left, right) => left - right);
    return { ids: new Set([...ids, ...rows.slice(first, (last ?? 0) + 1)]), anchor: begin };
  });
}

export function selectAll(rows: string[]): void {
  useSelection.setState({ ids: new Set(rows), anchor: rows[0] });
}
