// The box of a drawer, loaded when the first one is wanted.
import * as RadixDialog from '@radix-ui/react-dialog';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { useFocusBack } from './focus_back';
import styles from './drawer.module.css';

export interface DrawerProps {
  open: boolean;
  onClose: () => void;
  label: string;
  side: 'left' | 'right';
  children: ReactNode;
}

// The pane itself takes the focus: nothing in it has been chosen yet.
function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

export function DrawerBox({ open, onClose, label, side, children }: DrawerProps) {
  const focusBack = useFocusBack();
  return (
    <RadixDialog.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles.scrim} />
        <RadixDialog.Content onOpenAutoFocus={focusWhole} onCloseAutoFocus={focusBack} className={classes(styles.drawer, styles[side])} aria-describedby={undefined}>
          <RadixDialog.Title className="sr">{label}</RadixDialog.Title>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
