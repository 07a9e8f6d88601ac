// Nothing moves under the pointer. While someone is in the list, rows keep their
// place: newcomers wait behind a bar, and what has left stays, greyed.

export interface StableList {
  // The rows on the screen, in their order.
  shown: string[];
  // Newcomers that wait behind the bar.
  waiting: string[];
  // Rows that no longer belong here.
  gone: ReadonlySet<string>;
}

const nobody: ReadonlySet<string> = new Set();

export const emptyList: StableList = { shown: [], waiting: [], gone: nobody };

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}

// Newcomers below the last row push nothing aside: they simply follow.
function tailOf(truth: string[], shown: ReadonlySet<string>): string[] {
  let from = truth.length;
  while (from > 0 && !shown.has(truth[from - 1] ?? '')) from -= 1;
  return truth.slice(from);
}

export function stabilise(before: StableList, truth: string[], held: boolean): StableList {
  if (!held || before.shown.length === 0) {
    return same(before.shown, truth) && before.waiting.length === 0 && before.gone.size === 0 ? before : { shown: truth, waiting: [], gone: nobody };
  }
  const known = new Set(before.shown);
  const tail = tailOf(truth, known);
  const tailSet = new Set(tail);
  const truthSet = new Set(truth);
  const waiting = truth.filter((id) => !known.has(id) && !tailSet.has(id));
  const gone = before.shown.filter((id) => !truthSet.has(id));
  if (tail.length === 0 && same(waiting, before.waiting) && gone.length === before.gone.size && gone.every((id) => before.gone.has(id))) return before;
  return { shown: tail.length === 0 ? before.shown : [...before.shown, ...tail], waiting, gone: new Set(gone) };
}
