// Where the thread stands: at its newest when opened, still when older messages
// come above, and following only who was at the bottom already.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

const bottomPx = 48;
const nearTopPx = 400;

interface Anchor {
  height: number;
  top: number;
}

export interface ThreadScroll {
  atBottom: boolean;
  nearTop: boolean;
  toBottom: () => void;
  // Called before older messages are asked for.
  hold: () => void;
}

function isAtBottom(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < bottomPx;
}

export function useThreadScroll(scroller: RefObject<HTMLElement | null>, flow: RefObject<HTMLElement | null>, conversationId: string, oldestId: string | undefined): ThreadScroll {
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
  const hold = useCallback(() => {
    const element = scroller.current;
    if (element) anchor.current = { height: element.scrollHeight, top: element.scrollTop };
  }, [scroller]);
  useLayoutEffect(() => { anchor.current = undefined; toBottom(); setAtBottom(true); }, [conversationId, toBottom]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !anchor.current) return;
    element.scrollTop += element.scrollHeight - anchor.current.height;
    anchor.current = undefined;
  }, [oldestId, scroller]);
  useEffect(() => {
    const element = scroller.current;
    const content = flow.current;
    if (!element || !content) return;
    const look = () => {
      sticks.current = isAtBottom(element);
      setAtBottom(sticks.current);
      setNearTop(element.scrollTop < nearTopPx);
    };
    // Pictures and the composer change heights: who was at the bottom stays there.
    const follow = new ResizeObserver(() => { if (sticks.current) element.scrollTop = element.scrollHeight; look(); });
    follow.observe(element);
    follow.observe(content);
    element.addEventListener('scroll', look, { passive: true });
    return () => { follow.disconnect(); element.removeEventListener('scroll', look); };
  }, [scroller, flow, conversationId]);
  return { atBottom, nearTop, toBottom, hold };
}
