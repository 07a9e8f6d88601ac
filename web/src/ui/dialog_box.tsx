// The box of a dialog, loaded when the first one is wanted.
import * as RadixDialog from '@radix-ui/react-dialog';
import { t } from '@lingui/core/macro';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { isWriting } from '../state/keyboard';
import { whenQuiet } from '../state/quiet';
import { classes } from './classes';
import { useFocusBack } from './focus_back';
import { IconButton } from './icon_button';
import styles from './surface.module.css';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  width?: 'normal' | 'wide' | 'sheet';
  // Nobody asked for it: no letter of what one is writing lands in it, and no stray key or click ends it.
  unasked?: boolean;
  children: ReactNode;
  actions?: ReactNode;
}

function DialogHead({ title, description, unasked }: Pick<DialogProps, 'title' | 'description' | 'unasked'>) {
  return (
    <header className={styles.head}>
      <div className="grow">
        <RadixDialog.Title className="title">{title}</RadixDialog.Title>
        {description ? <RadixDialog.Description asChild><p>{description}</p></RadixDialog.Description> : null}
      </div>
      {unasked ? null : <RadixDialog.Close asChild><IconButton of={X} label={t`Close`} keys="Esc" /></RadixDialog.Close>}
    </header>
  );
}

// The first field, else the first of the actions: never the cross that closes, nor a box that is ticked beside the question.
function firstOf(box: HTMLElement): HTMLElement | undefined {
  return box.querySelector<HTMLElement>('input:not([hidden], [type="checkbox"]), textarea, select') ?? box.querySelector<HTMLElement>('footer button') ?? undefined;
}

function focusFirst(event: Event): void {
  const box = event.currentTarget;
  const first = box instanceof HTMLElement ? firstOf(box) : undefined;
  if (!first) return;
  event.preventDefault();
  first.focus();
}

// Who is writing goes on where they are; the field is theirs once the keys rest.
function focusWhenQuiet(event: Event): void {
  const box = event.currentTarget;
  if (!(box instanceof HTMLElement)) return;
  event.preventDefault();
  if (!isWriting(document.activeElement)) box.focus();
  whenQuiet(() => { if (box.isConnected && (document.activeElement === box || !box.contains(document.activeElement))) firstOf(box)?.focus(); });
}

function stay(event: Event): void {
  event.preventDefault();
}

const staying = { onEscapeKeyDown: stay, onInteractOutside: stay };

export function DialogBox({ open, onClose, title, description, width = 'normal', unasked = false, children, actions }: DialogProps) {
  const focusBack = useFocusBack();
  return (
    <RadixDialog.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles.scrim}>
          <RadixDialog.Content onOpenAutoFocus={unasked ? focusWhenQuiet : focusFirst} onCloseAutoFocus={focusBack} {...(unasked ? staying : {})} className={classes(styles.dialog, width !== 'normal' && styles[width])} {...(description ? {} : { 'aria-describedby': undefined })}>
            <DialogHead title={title} unasked={unasked} {...(description ? { description } : {})} />
            <div className={styles.body}>{children}</div>
            {actions ? <footer className={styles.foot}>{actions}</footer> : null}
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
