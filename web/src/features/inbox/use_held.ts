// Whether someone is in the list: with the pointer, with the focus, or further down than its top.
import { useEffect, useState, type RefObject } from 'react';

const topPx = 8;

export function useHeld(scroller: RefObject<HTMLElement | null>): boolean {
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // A finger leaves no trace when it lifts: only a mouse or pen can rest on the list.
    const enter = (event: PointerEvent) => { if (event.pointerType !== 'touch') setPointer(true); };
    const leave = () => setPointer(false);
    const focusIn = () => setFocus(true);
    const focusOut = () => setFocus(false);
    const scroll = () => setScrolled(element.scrollTop > topPx);
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('focusin', focusIn);
    element.addEventListener('focusout', focusOut);
    element.addEventListener('scroll', scroll, { passive: true });
    return () => {
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('focusin', focusIn);
      element.removeEventListener('focusout', focusOut);
      element.removeEventListener('scroll', scroll);
    };
  }, [scroller]);
  return pointer || focus || scrolled;
}
