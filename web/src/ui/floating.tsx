// Menus, popovers and dialogs come with much machinery. The first paint does not
// wait for it: a button stands alone until someone wants what is behind it.
import { cloneElement, Suspense, useState, type ButtonHTMLAttributes, type ReactElement, type ReactNode } from 'react';

export type Trigger = ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;

export interface FloatingState {
  open: boolean;
  change: (open: boolean) => void;
}

export interface FloatingProps {
  trigger: Trigger;
  popup: 'menu' | 'dialog';
  open: boolean | undefined;
  onOpenChange: ((open: boolean) => void) | undefined;
  children: (state: FloatingState) => ReactNode;
}

// What stands there when its part cannot be loaded: the button, which does nothing.
export function TriggerAlone({ trigger }: { trigger?: ReactNode }) {
  return <>{trigger}</>;
}

export function Floating({ trigger, popup, open, onOpenChange, children }: FloatingProps) {
  const [own, setOwn] = useState(false);
  const [wanted, setWanted] = useState(false);
  const shown = open ?? own;
  const change = (next: boolean) => { setOwn(next); onOpenChange?.(next); };
  if (shown && !wanted) setWanted(true);
  const alone = cloneElement(trigger, { onClick: () => change(true), 'aria-haspopup': popup, 'aria-expanded': false });
  if (!wanted) return alone;
  return <Suspense fallback={alone}>{children({ open: shown, change })}</Suspense>;
}
