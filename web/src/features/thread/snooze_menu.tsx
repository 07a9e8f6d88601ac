// Out of sight until a moment: in an hour, tomorrow morning, or one that is chosen.
import { t } from '@lingui/core/macro';
import { CalendarClock, Clock, Moon, Sun, Sunrise, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { Conversation } from '../../api/types';
import { setStatus } from '../../state/actions';
import { openMenu, useScreen } from '../../state/screen';
import { localInput, snoozeMoments, tomorrowMorning, type SnoozeMoment } from '../../state/snooze';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { IconButton } from '../../ui/icon_button';
import { Menu, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { momentWords } from '../../ui/time_words';
import { useKeyOf } from '../../ui/use_key_of';

function SnoozeDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const [value, setValue] = useState(localInput(tomorrowMorning(Date.now())));
  const at = new Date(value);
  const error = Number.isNaN(at.getTime()) || at.getTime() <= Date.now() ? t`Choose a moment in the future.` : undefined;
  const submit = () => { if (!error) { void setStatus(conversation.id, 'snoozed', at.toISOString()); onClose(); } };
  return (
    <Dialog open onClose={onClose} title={t`Snooze until`} description={t`The conversation comes back then, or as soon as the customer writes.`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={error !== undefined} onClick={submit}>{t`Snooze`}</Button></>}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextField type="datetime-local" label={t`Moment`} value={value} min={localInput(new Date())} onChange={(event) => setValue(event.target.value)} error={error} />
      </form>
    </Dialog>
  );
}

const pictures: Record<SnoozeMoment['kind'], LucideIcon> = { hour: Clock, morning: Sunrise, monday: Sun };

function momentName(kind: SnoozeMoment['kind']): string {
  switch (kind) {
    case 'hour': return t`In an hour`;
    case 'morning': return t`Tomorrow morning`;
    case 'monday': return t`Next Monday`;
  }
}

export function SnoozeMenu({ conversation }: { conversation: Conversation }) {
  const open = useScreen((store) => store.menu === 'snooze');
  const [choosing, setChoosing] = useState(false);
  const keys = useKeyOf('snooze');
  const now = Date.now();
  const snooze = (at: Date) => void setStatus(conversation.id, 'snoozed', at.toISOString());
  return (
    <>
      <Menu label={t`Snooze`} open={open} onOpenChange={(next) => openMenu(next ? 'snooze' : undefined)} trigger={<IconButton of={Moon} variant="plain" label={t`Snooze`} keys={keys} />}>
        <MenuHeading>{t`Snooze until`}</MenuHeading>
        {snoozeMoments(now).map(({ kind, at }) => <MenuItem key={kind} of={pictures[kind]} onSelect={() => snooze(at)}>{momentName(kind)}<span className="hint"> · {momentWords(at.toISOString(), now)}</span></MenuItem>)}
        <MenuRule />
        <MenuItem of={CalendarClock} onSelect={() => setChoosing(true)}>{t`Choose a moment`}</MenuItem>
      </Menu>
      {choosing ? <SnoozeDialog conversation={conversation} onClose={() => setChoosing(false)} /> : null}
    </>
  );
}
