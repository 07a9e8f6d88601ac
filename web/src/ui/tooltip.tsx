// A name and a key for what shows only a picture: after a moment under the
// pointer, at once under the keyboard's focus, gone with Esc.
import { cloneElement, useEffect, useId, useRef, useState, type HTMLAttributes, type ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { Keys } from './kbd';
import styles from './tooltip.module.css';

const afterMs = 400;
const gapPx = 6;
const highPx = 28;

export interface TooltipProps {
  label: string;
  keys?: string | undefined;
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

interface Place {
  x: number;
  y: number;
}

// Below its button, or above where there is no room below.
function placeOf(element: Element): Place {
  const box = element.getBoundingClientRect();
  const below = box.bottom + gapPx + highPx < window.innerHeight;
  const x = Math.min(Math.max(box.left + box.width / 2, 60), window.innerWidth - 60);
  return { x, y: below ? box.bottom + gapPx : box.top - gapPx - highPx };
}

// The button's own listeners run first: a menu's trigger needs them all.
function both<Event>(own: ((event: Event) => void) | undefined, ours: (event: Event) => void): (event: Event) => void {
  return (event) => { own?.(event); ours(event); };
}

export function Tooltip({ label, keys, children }: TooltipProps) {
  const [place, setPlace] = useState<Place | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  const hide = () => { clearTimeout(timer.current); setPlace(undefined); };
  const show = (element: Element, ms: number) => { clearTimeout(timer.current); timer.current = setTimeout(() => { if (element.isConnected) setPlace(placeOf(element)); }, ms); };
  useEffect(() => () => clearTimeout(timer.current), []);
  const { props } = children;
  const button = cloneElement(children, {
    onPointerEnter: both(props.onPointerEnter, (event) => { if (event.pointerType === 'mouse') show(event.currentTarget, afterMs); }),
    onPointerLeave: both(props.onPointerLeave, hide),
    onPointerDown: both(props.onPointerDown, hide),
    onFocus: both(props.onFocus, (event) => { if (event.currentTarget.matches(':focus-visible') && !matchMedia('(pointer: coarse)').matches) show(event.currentTarget, 0); }),
    onBlur: both(props.onBlur, hide),
    onKeyDown: both(props.onKeyDown, hide),
  });
  return (
    <>
      {button}
      {place ? createPortal(<span id={id} role="tooltip" className={styles.tip} style={{ left: place.x, top: place.y }}>{label}{keys ? <Keys keys={keys} /> : null}</span>, document.body) : null}
    </>
  );
}
