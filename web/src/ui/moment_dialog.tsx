// Asks for a moment in the future, with words to go with it where they are wanted.
import { t } from '@lingui/core/macro';
import { useState, type ReactNode } from 'react';
import { localInput } from '../state/snooze';
import { Button } from './button';
import { Dialog } from './dialog';
import { TextField } from './field';

export interface MomentDialogProps {
  title: string;
  description?: string;
  confirm: string;
  start: Date;
  onChoose: (at: Date) => void;
  onClose: () => void;
  children?: ReactNode;
  // Beside the buttons: a way to take it away.
  extra?: ReactNode;
}

export function MomentDialog({ title, description, confirm, start, onChoose, onClose, children, extra }: MomentDialogProps) {
  const [value, setValue] = useState(localInput(start));
  const at = new Date(value);
  const error = Number.isNaN(at.getTime()) || at.getTime() <= Date.now() ? t`Choose a moment in the future.` : undefined;
  const submit = () => { if (!error) { onChoose(at); onClose(); } };
  return (
    <Dialog open onClose={onClose} title={title} {...(description ? { description } : {})} actions={<>{extra ? <span className="grow">{extra}</span> : null}<Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={error !== undefined} onClick={submit}>{confirm}</Button></>}>
      <form className="fields" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextField type="datetime-local" label={t`Moment`} value={value} min={localInput(new Date())} onChange={(event) => setValue(event.target.value)} error={error} />
        {children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
