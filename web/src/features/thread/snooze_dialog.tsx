// A moment of one's own until which a conversation is out of sight.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import type { Conversation } from '../../api/types';
import { setStatus } from '../../state/actions';
import { useScreen } from '../../state/screen';
import { localInput, tomorrowMorning } from '../../state/snooze';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';

const close = () => useScreen.setState({ asking: undefined });

export function SnoozeDialog({ conversation }: { conversation: Conversation }) {
  const [value, setValue] = useState(localInput(tomorrowMorning(Date.now())));
  const at = new Date(value);
  const error = Number.isNaN(at.getTime()) || at.getTime() <= Date.now() ? t`Choose a moment in the future.` : undefined;
  const submit = () => { if (!error) { void setStatus(conversation.id, 'snoozed', at.toISOString()); close(); } };
  return (
    <Dialog open onClose={close} title={t`Snooze until`} description={t`The conversation comes back then, or as soon as the customer writes.`} actions={<><Button onClick={close}>{t`Cancel`}</Button><Button variant="primary" disabled={error !== undefined} onClick={submit}>{t`Snooze`}</Button></>}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextField type="datetime-local" label={t`Moment`} value={value} min={localInput(new Date())} onChange={(event) => setValue(event.target.value)} error={error} />
      </form>
    </Dialog>
  );
}
