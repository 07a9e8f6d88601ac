// The line between two panes: dragged, or moved with the arrows; the width is remembered.
import type { KeyboardEvent, PointerEvent } from 'react';

const stepPx = 16;

export interface PaneSizerProps {
  label: string;
  className: string | undefined;
  value: number;
  min: number;
  max: number;
  // 1 when the pane grows to the right, -1 when to the left.
  direction: 1 | -1;
  onChange: (value: number) => void;
}

export function PaneSizer({ label, className, value, min, max, direction, onChange }: PaneSizerProps) {
  const within = (next: number) => Math.round(Math.min(max, Math.max(min, next)));
  const drag = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const from = event.clientX;
    element.setPointerCapture(event.pointerId);
    element.onpointermove = (move) => onChange(within(value + direction * (move.clientX - from)));
    element.onpointerup = () => { element.onpointermove = null; };
  };
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? stepPx : event.key === 'ArrowLeft' ? -stepPx : 0;
    if (by === 0) return;
    event.preventDefault();
    onChange(within(value + direction * by));
  };
  return (
    // A separator that can be moved is a control: it has a value, keys and the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex
    <div className={className} role="separator" tabIndex={0} aria-orientation="vertical" aria-label={label} aria-valuenow={value} aria-valuemin={min} aria-valuemax={max} onPointerDown={drag} onKeyDown={step} />
  );
}
