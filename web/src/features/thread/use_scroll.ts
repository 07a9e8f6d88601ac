// Where the thread stands: at its newest when opened, still when older messages
// come above, and following only who was at the bottom already.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

const bottomPx = 48;
const nearTopPx = 400;

// A message in sight, and how far below the thread's upper edge it stands when the thread is scrolled so far.
interface Anchor {
  element: Element;
  top: number;
  scrolled: number;
}

export interface ThreadScroll {
  atBottom: boolean;
  nearTop: boolean;
  toBottom: () => void;
  // Notes where things stand, after a jump.
  settle: () => void;
  // Puts them there again, after something came or went above.
  restore: () => void;
}

function isAtBottom(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < bottomPx;
}

// The first message that reaches into sight: they stand in order, so halving finds it.
function firstInSight(scroller: HTMLElement, flow: HTMLElement): Anchor | undefined {
  const edge = scroller.getBoundingClientRect().top;
  const { children } = flow;
  let [low, high] = [0, children.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.getBoundingClientRect().bottom ?? 0) <= edge) low = middle + 1;
    else high = middle;
  }
  while (low < children.length && children[low]?.tagName !== 'ARTICLE') low += 1;
  const element = children[low];
  return element ? { element, top: element.getBoundingClientRect().top - edge, scrolled: scroller.scrollTop } : undefined;
}

// The browser tells of scrolling a frame later: what was scrolled since the anchor was noted is the reader's own doing.
function putBack(scroller: HTMLElement, { element, top, scrolled }: Anchor): Anchor {
  const wanted = top - (scroller.scrollTop - scrolled);
  scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - wanted;
  return { element, top: wanted, scrolled: scroller.scrollTop };
}

export function useThreadScroll(scroller: RefObject<HTMLElement | null>, flow: RefObject<HTMLElement | null>, conversationId: string): ThreadScroll {
  const [atBottom, setAtBottom] = useState(true);
  const [nearTop, setNearTop] = useState(false);
  const sticks = useRef(true);
  const anchor = useRef<Anchor | undefined>(undefined);
  const toBottom = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    sticks.current = true;
    element.scrollTop = element.scrollHeight;
  }, [scroller]);
  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element || !flow.current) return;
    sticks.current = isAtBottom(element);
    anchor.current = sticks.current ? undefined : firstInSight(element, flow.current);
    setAtBottom(sticks.current);
    setNearTop(element.scrollTop < nearTopPx);
  }, [scroller, flow]);
  const restore = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    if (sticks.current) element.scrollTop = element.scrollHeight;
    else if (anchor.current?.element.isConnected) anchor.current = putBack(element, anchor.current);
  }, [scroller]);
  useLayoutEffect(() => { anchor.current = undefined; toBottom(); setAtBottom(true); }, [conversationId, toBottom]);
  useEffect(() => {
    const element = scroller.current;
    const content = flow.current;
    if (!element || !content) return;
    // Pictures and the composer change heights: who was at the bottom stays there.
    const follow = new ResizeObserver(() => { if (sticks.current) element.scrollTop = element.scrollHeight; settle(); });
    follow.observe(element);
    follow.observe(content);
    element.addEventListener('scroll', settle, { passive: true });
    return () => { follow.disconnect(); element.removeEventListener('scroll', settle); };
  }, [scroller, flow, conversationId, settle]);
  return { atBottom, nearTop, toBottom, settle, restore };
}
