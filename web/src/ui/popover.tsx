// A small surface that floats beside its button.
import { lazy, type ReactNode } from 'react';
import { Floating, type Trigger } from './floating';

const PopoverBox = lazy(async () => ({ default: (await import('./popover_box')).PopoverBox }));

export interface PopoverProps {
  trigger: Trigger;
  children: ReactNode;
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom';
}

export function Popover({ trigger, children, label, open, onOpenChange, align = 'end', side = 'bottom' }: PopoverProps) {
  return (
    <Floating trigger={trigger} popup="dialog" open={open} onOpenChange={onOpenChange}>
      {(state) => <PopoverBox trigger={trigger} label={label} open={state.open} onOpenChange={state.change} align={align} side={side}>{children}</PopoverBox>}
    </Floating>
  );
}
