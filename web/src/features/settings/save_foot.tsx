// Under each card of the settings, what keeps it: one look, and no main action of a page that has several.
import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button';
import styles from './settings.module.css';

interface SaveFootProps {
  disabled: boolean;
  // Absent: it submits the form that it stands in.
  onSave?: () => void;
  // At the other end, and beside it.
  start?: ReactNode;
  beside?: ReactNode;
}

export function SaveFoot({ disabled, onSave, start, beside }: SaveFootProps) {
  return (
    <footer className={styles.foot}>
      {start}
      <span className="end row">{beside}<Button type={onSave ? 'button' : 'submit'} disabled={disabled} onClick={onSave}>{t`Save`}</Button></span>
    </footer>
  );
}
