// When a reply leaves, what opens after it, and how long it can be taken back.
import { t } from '@lingui/core/macro';
import { ArrowRight, CalendarClock, Clock, Moon, Sunrise, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { Conversation } from '../../api/types';
import { useInbox } from '../../state/desk';
import { prefer, usePreferences } from '../../state/preferences';
import { isPastWindow, scheduleMoments, type ScheduleMoment } from '../../state/schedule';
import { localInput, tomorrowMorning } from '../../state/snooze';
import { undoSeconds } from '../../state/undo_send';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel_name';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { MenuChoice, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { momentWords } from '../../ui/time_words';
import type { Way } from './use_sending';

const pictures: Record<ScheduleMoment['kind'], LucideIcon> = { hour: Clock, evening: Moon, morning: Sunrise };

function momentName(kind: ScheduleMoment['kind']): string {
  switch (kind) {
    case 'hour': return t`In an hour`;
    case 'evening': return t`This evening`;
    case 'morning': return t`Tomorrow morning`;
  }
}

// Free text leaves within the reply window or not at all.
function windowEnd({ public: isPublic, reply_window_ends_at: ends, late_reply_window_ends_at: late }: Conversation): string | undefined {
  return isPublic ? undefined : late ?? ends;
}

function UndoChoices({ conversation }: { conversation: Conversation }) {
  const inbox = useInbox(conversation.inbox_id);
  const all = usePreferences((store) => store.undoSeconds);
  const now = undoSeconds(conversation.channel, inbox);
  const channel = channelName(conversation.channel);
  const choose = (seconds: number) => void prefer({ undoSeconds: { ...all, [conversation.channel]: seconds } });
  return (
    <>
      <MenuHeading>{t`Can be taken back on ${channel}`}</MenuHeading>
      {[0, 3, 5, 10].map((seconds) => <MenuChoice key={seconds} checked={seconds === now} stay onSelect={() => choose(seconds)}>{seconds === 0 ? t`Not: it leaves at once` : t`${seconds} seconds`}</MenuChoice>)}
    </>
  );
}

export interface SendChoicesProps {
  conversation: Conversation;
  mayPlan: boolean;
  disabled: boolean;
  onSend: (way: Way) => void;
  onPlan: () => void;
}

export function SendChoices({ conversation, mayPlan, disabled, onSend, onPlan }: SendChoicesProps) {
  const now = Date.now();
  return (
    <>
      <MenuItem of={ArrowRight} keys="Ctrl+Alt+Enter" disabled={disabled} onSelect={() => onSend({ then: 'next' })}>{t`Send and next`}</MenuItem>
      <MenuRule />
      {mayPlan ? (
        <>
          <MenuHeading>{t`Send later`}</MenuHeading>
          {scheduleMoments(now, windowEnd(conversation)).map(({ kind, at, tooLate }) => <MenuItem key={kind} of={pictures[kind]} disabled={disabled || tooLate} onSelect={() => onSend({ then: 'stay', at })}>{momentName(kind)}<span className="hint"> · {tooLate ? t`the window is shut then` : momentWords(at.toISOString(), now)}</span></MenuItem>)}
          <MenuItem of={CalendarClock} disabled={disabled} onSelect={onPlan}>{t`Choose a moment`}</MenuItem>
          <MenuRule />
        </>
      ) : null}
      <UndoChoices conversation={conversation} />
    </>
  );
}

export function PlanDialog({ conversation, onSend, onClose }: { conversation: Conversation; onSend: (way: Way) => void; onClose: () => void }) {
  const [value, setValue] = useState(localInput(tomorrowMorning(Date.now())));
  const at = new Date(value);
  const isPast = Number.isNaN(at.getTime()) || at.getTime() <= Date.now();
  const error = isPast ? t`Choose a moment in the future.` : isPastWindow(at, windowEnd(conversation)) ? t`The reply window is shut then.` : undefined;
  const submit = () => { if (!error) { onClose(); onSend({ then: 'stay', at }); } };
  return (
    <Dialog open onClose={onClose} title={t`Send later`} description={t`Until then it stands in the thread, where it can be changed or cancelled.`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={error !== undefined} onClick={submit}>{t`Send later`}</Button></>}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextField type="datetime-local" label={t`Moment`} value={value} min={localInput(new Date())} onChange={(event) => setValue(event.target.value)} error={error} />
      </form>
    </Dialog>
  );
}
