// A small surface that floats beside its button.
import type { ReactNode } from 'react';
import { Floating, TriggerAlone, type Trigger } from './floating';
import { lazily } from './lazily';

export const loadPopovers = () => import('./popover_box');

const PopoverBox = lazily(async () => (await loadPopovers()).PopoverBox, TriggerAlone);

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
