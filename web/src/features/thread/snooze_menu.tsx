// Out of sight until a moment: in an hour, tomorrow morning, or one that is chosen in a dialog.
import { t } from '@lingui/core/macro';
import { CalendarClock, Clock, Moon, Sun, Sunrise, type LucideIcon } from 'lucide-react';
import type { Conversation } from '../../api/types';
import { setStatus } from '../../state/actions';
import { openMenu, useScreen } from '../../state/screen';
import { snoozeMoments, type SnoozeMoment } from '../../state/snooze';
import { IconButton } from '../../ui/icon_button';
import { Menu, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { momentWords } from '../../ui/time_words';
import { useKeyOf } from '../../ui/use_key_of';

const pictures: Record<SnoozeMoment['kind'], LucideIcon> = { hour: Clock, morning: Sunrise, monday: Sun };

function momentName(kind: SnoozeMoment['kind']): string {
  switch (kind) {
    case 'hour': return t`In an hour`;
    case 'morning': return t`Tomorrow morning`;
    case 'monday': return t`Next Monday`;
  }
}

// The moments, in whatever menu they stand.
export function SnoozeItems({ conversation }: { conversation: Conversation }) {
  const now = Date.now();
  const snooze = (at: Date) => void setStatus(conversation.id, 'snoozed', at.toISOString());
  return (
    <>
      <MenuHeading>{t`Snooze until`}</MenuHeading>
      {snoozeMoments(now).map(({ kind, at }) => <MenuItem key={kind} of={pictures[kind]} onSelect={() => snooze(at)}>{momentName(kind)}<span className="hint"> · {momentWords(at.toISOString(), now)}</span></MenuItem>)}
      <MenuRule />
      <MenuItem of={CalendarClock} onSelect={() => useScreen.setState({ asking: 'snooze' })}>{t`Choose a moment`}</MenuItem>
    </>
  );
}

export function SnoozeMenu({ conversation }: { conversation: Conversation }) {
  const open = useScreen((store) => store.menu === 'snooze');
  const keys = useKeyOf('snooze');
  return (
    <Menu label={t`Snooze`} open={open} onOpenChange={(next) => openMenu(next ? 'snooze' : undefined)} trigger={<IconButton of={Moon} variant="plain" label={t`Snooze`} keys={keys} />}>
      <SnoozeItems conversation={conversation} />
    </Menu>
  );
}
