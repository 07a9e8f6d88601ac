// How much of a row of tools folds away so that the name beside them is read whole: step by step, until it is.
import { useLayoutEffect, useReducer, useState, type RefObject } from 'react';

interface Folding {
  // What it was measured for: with other words or another width it begins anew.
  of: string;
  step: number;
}

// Answers the first step at which the name is not cut, or the last one. `words` are those that the row shows besides the
// folding ones. What grows later (a font that comes, a longer word) is seen by the name's own width, and folds on. While it is
// `held`, for a menu of the row is open, nothing folds: the menu would close under the hand.
export function useFold(row: RefObject<HTMLElement | null>, words: string, last: number, held: boolean): number {
  const [width, setWidth] = useState(0);
  const [resized, noteResize] = useReducer((count: number) => count + 1, 0);
  const [folding, setFolding] = useState<Folding>({ of: '', step: 0 });
  const of = `${width} ${words}`;
  const step = held || folding.of === of ? folding.step : 0;
  useLayoutEffect(() => {
    const title = row.current?.querySelector('[data-name]');
    if (!row.current || !title) return;
    const watch = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) if (target === row.current) setWidth(Math.round(contentRect.width));
      noteResize();
    });
    watch.observe(row.current);
    watch.observe(title);
    return () => watch.disconnect();
  }, [row]);
  useLayoutEffect(() => {
    const title = row.current?.querySelector('[data-name]');
    if (!title || held) return;
    const next = step < last && title.scrollWidth > title.clientWidth ? step + 1 : step;
    if (folding.of !== of || folding.step !== next) setFolding({ of, step: next });
  }, [row, of, step, last, held, folding, resized]);
  return step;
}
