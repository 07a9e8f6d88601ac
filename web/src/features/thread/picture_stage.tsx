// The picture itself: wheel and pinch make it larger around the pointer, dragging moves it.
import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState, type Dispatch, type PointerEvent, type SetStateAction } from 'react';
import type { Attachment } from '../../api/types';
import { fitted, panned, turnFit, zoomedAt, type PictureView, type Point } from '../../state/picture_view';
import { classes } from '../../ui/classes';
import styles from './viewer.module.css';

export interface PictureStageProps {
  picture: Attachment;
  name: string;
  view: PictureView;
  onView: Dispatch<SetStateAction<PictureView>>;
}

const wheelPace = 0.0015;

function fromMiddle(stage: Element, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const box = stage.getBoundingClientRect();
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}

function distance([one, other]: Point[]): number {
  return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
}

// One finger moves, two make larger or smaller around their middle.
function usePointers(onView: PictureStageProps['onView']) {
  const [held, setHeld] = useState(false);
  const pointers = useRef(new Map<number, Point>());
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, fromMiddle(event.currentTarget, event));
    setHeld(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const last = pointers.current.get(event.pointerId);
    if (!last) return;
    const before = [...pointers.current.values()];
    const now = fromMiddle(event.currentTarget, event);
    pointers.current.set(event.pointerId, now);
    const after = [...pointers.current.values()];
    const [one, other] = after;
    if (one && !other) onView((view) => panned(view, { x: now.x - last.x, y: now.y - last.y }));
    if (!one || !other || distance(before) === 0) return;
    onView((view) => zoomedAt(view, distance(after) / distance(before), { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }));
  };
  const release = (event: PointerEvent) => { pointers.current.delete(event.pointerId); if (pointers.current.size === 0) setHeld(false); };
  return { held, handlers: { onPointerDown, onPointerMove, onPointerUp: release, onPointerCancel: release } };
}

// React listens passively: only a listener of our own may keep the page from scrolling.
function useWheel(stage: React.RefObject<HTMLElement | null>, onView: PictureStageProps['onView']): void {
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const point = fromMiddle(element, event);
      onView((view) => zoomedAt(view, Math.exp(-event.deltaY * wheelPace), point));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [stage, onView]);
}

export function PictureStage({ picture, name, view, onView }: PictureStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const [fit, setFit] = useState(1);
  const { held, handlers } = usePointers(onView);
  useWheel(stage, onView);
  useEffect(() => {
    const [shown, around] = [image.current, stage.current];
    if (shown && around) setFit(turnFit(view.turns, { width: shown.offsetWidth, height: shown.offsetHeight }, { width: around.clientWidth, height: around.clientHeight }));
  }, [view.turns, picture.id]);
  const { scale, x, y, turns } = view;
  const percent = Math.round(scale * 100);
  return (
    // The pointer's ways all have keys: see the bar.
    <div ref={stage} className={classes(styles.stage, held && styles.held)} onDoubleClick={() => onView((now) => (now.scale === 1 ? zoomedAt(now, 2.5, { x: 0, y: 0 }) : { ...fitted, turns: now.turns }))} {...handlers}>
      <img ref={image} src={picture.url} alt={name} draggable={false} style={{ transform: `translate(${x}px, ${y}px) rotate(${turns * 90}deg) scale(${scale * fit})` }} />
      <span className="sr" role="status">{t`${percent} percent`}</span>
    </div>
  );
}
