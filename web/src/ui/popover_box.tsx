// The surface of a popover, loaded when the first one is wanted.
import * as RadixPopover from '@radix-ui/react-popover';
import type { ReactNode } from 'react';
import { useHome } from './use_home';
import styles from './surface.module.css';

export interface PopoverBoxProps {
  trigger: ReactNode;
  children: ReactNode;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom';
}

export function PopoverBox({ trigger, children, label, open, onOpenChange, align = 'end', side = 'bottom' }: PopoverBoxProps) {
  const home = useHome(open);
  return (
    <RadixPopover.Root open={open} onOpenChange={onOpenChange}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal container={home}>
        <RadixPopover.Content className={styles.popover} align={align} side={side} sideOffset={4} collisionPadding={8} aria-label={label}>
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
