// The box of a dialog, loaded when the first one is wanted.
import * as RadixDialog from '@radix-ui/react-dialog';
import { t } from '@lingui/core/macro';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { IconButton } from './icon_button';
import styles from './surface.module.css';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  width?: 'normal' | 'wide' | 'sheet';
  children: ReactNode;
  actions?: ReactNode;
}

function DialogHead({ title, description }: Pick<DialogProps, 'title' | 'description'>) {
  return (
    <header className={styles.head}>
      <div className="grow">
        <RadixDialog.Title className="title">{title}</RadixDialog.Title>
        {description ? <RadixDialog.Description asChild><p>{description}</p></RadixDialog.Description> : null}
      </div>
      <RadixDialog.Close asChild><IconButton of={X} label={t`Close`} keys="Esc" /></RadixDialog.Close>
    </header>
  );
}

// The first field, else the first of the actions: never the cross that closes.
function focusFirst(event: Event): void {
  const box = event.currentTarget;
  if (!(box instanceof HTMLElement)) return;
  const first = box.querySelector<HTMLElement>('input:not([hidden]), textarea, select') ?? box.querySelector<HTMLElement>('footer button');
  if (!first) return;
  event.preventDefault();
  first.focus();
}

export function DialogBox({ open, onClose, title, description, width = 'normal', children, actions }: DialogProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles.scrim}>
          <RadixDialog.Content onOpenAutoFocus={focusFirst} className={classes(styles.dialog, width !== 'normal' && styles[width])} {...(description ? {} : { 'aria-describedby': undefined })}>
            <DialogHead title={title} {...(description ? { description } : {})} />
            <div className={styles.body}>{children}</div>
            {actions ? <footer className={styles.foot}>{actions}</footer> : null}
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
