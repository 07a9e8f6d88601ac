// Marks the words that are searched for, wherever they stand in the thread, without touching what React drew: as ranges
// that the browser paints. Where a browser cannot, going from one to the next still works.
import { useEffect, type RefObject } from 'react';
import { spansOf } from '../../state/find';

const name = 'found';

function rangesIn(root: HTMLElement, words: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (node.parentElement?.closest('article') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    for (const { from, to } of spansOf(node.nodeValue ?? '', words)) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  return ranges;
}

export function useMarks(root: RefObject<HTMLElement | null>, words: string, entries: unknown): void {
  useEffect(() => {
    if (!root.current || words.trim() === '' || !('highlights' in CSS)) return;
    CSS.highlights.set(name, new Highlight(...rangesIn(root.current, words)));
    return () => { CSS.highlights.delete(name); };
  }, [root, words, entries]);
}
