// What can be done with the chosen rows, in the place of the list's tools.
import { t, plural } from '@lingui/core/macro';
import { CalendarClock, Check, Clock, Flag, Moon, Tag, User, UserMinus, Users, X } from 'lucide-react';
import { useState } from 'react';
import type { Priority } from '../../api/types';
import { changeMany } from '../../state/bulk';
import type { BulkAction } from '../../state/bulk_change';
import { knownConversation } from '../../state/cache';
import { useLabels, useTeams, useUsers } from '../../state/desk';
import { useScreen, type OpenMenu } from '../../state/screen';
import { clearSelection, useSelection } from '../../state/selection';
import { useMe } from '../../state/session';
import { snoozeMoments, tomorrowMorning } from '../../state/snooze';
import { Avatar } from '../../ui/avatar';
import { LabelChip } from '../../ui/badge';
import { IconButton } from '../../ui/icon_button';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { MomentDialog } from '../../ui/moment_dialog';
import { momentName } from '../../ui/moment_words';
import { priorityWords } from '../../ui/priority_words';
import { momentWords } from '../../ui/time_words';
import styles from './list.module.css';

const priorities: Priority[] = ['urgent', 'high', 'medium', 'low', 'none'];

// What leaves the list takes the choice with it; what stays can be changed further.
function run(ids: string[], action: BulkAction): void {
  void changeMany(ids, action);
  if (action.type === 'status') clearSelection();
}

function useOpen(menu: OpenMenu) {
  const open = useScreen((store) => store.bulkMenu === menu);
  return { open, onOpenChange: (next: boolean) => useScreen.setState({ bulkMenu: next ? menu : undefined }) };
}

function AssignTo({ ids }: { ids: string[] }) {
  const me = useMe();
  const users = (useUsers().data ?? []).filter((user) => user.active && user.id !== me.id && user.role !== 'auditor');
  const assign = (id: string | null) => run(ids, { type: 'assign', assignee_id: id });
  return (
    <Menu label={t`Assign`} {...useOpen('assign')} trigger={<IconButton of={User} label={t`Assign the chosen`} />}>
      <MenuHeading>{t`Assign`}</MenuHeading>
      <MenuItem leading={<Avatar name={me.name} size={20} />} onSelect={() => assign(me.id)}>{t`Myself`}</MenuItem>
      {users.map((user) => <MenuItem key={user.id} leading={<Avatar name={user.name} size={20} />} onSelect={() => assign(user.id)}>{user.name}</MenuItem>)}
      <MenuRule />
      <MenuItem of={UserMinus} onSelect={() => assign(null)}>{t`Nobody`}</MenuItem>
    </Menu>
  );
}

function ToTeam({ ids }: { ids: string[] }) {
  const teams = useTeams().data ?? [];
  return (
    <Menu label={t`To a team`} {...useOpen('team')} trigger={<IconButton of={Users} label={t`Give the chosen to a team`} />}>
      <MenuHeading>{t`To a team`}</MenuHeading>
      {teams.map((team) => <MenuItem key={team.id} of={Users} onSelect={() => run(ids, { type: 'assign', assignee_id: null, team_id: team.id })}>{team.name}</MenuItem>)}
      <MenuItem of={UserMinus} onSelect={() => run(ids, { type: 'assign', team_id: null })}>{t`No team`}</MenuItem>
    </Menu>
  );
}

function Labels({ ids }: { ids: string[] }) {
  const labels = useLabels().data ?? [];
  const everywhere = (label: string) => ids.every((id) => knownConversation(id)?.labels.some((mark) => mark.id === label));
  const change = (label: string) => run(ids, everywhere(label) ? { type: 'labels', add: [], remove: [label] } : { type: 'labels', add: [label], remove: [] });
  return (
    <Menu label={t`Labels`} {...useOpen('labels')} trigger={<IconButton of={Tag} label={t`Labels of the chosen`} />}>
      <MenuHeading>{t`Labels`}</MenuHeading>
      {labels.length === 0 ? <MenuItem disabled onSelect={() => undefined}>{t`No labels yet`}</MenuItem> : null}
      {labels.map((label) => <MenuChoice key={label.id} checked={everywhere(label.id)} onSelect={() => change(label.id)}><LabelChip name={label.name} color={label.color} /></MenuChoice>)}
    </Menu>
  );
}

function PriorityOf({ ids }: { ids: string[] }) {
  return (
    <Menu label={t`Priority`} {...useOpen('priority')} trigger={<IconButton of={Flag} label={t`Priority of the chosen`} />}>
      <MenuHeading>{t`Priority`}</MenuHeading>
      {priorities.map((priority) => <MenuItem key={priority} onSelect={() => run(ids, { type: 'priority', priority })}>{priorityWords(priority)}</MenuItem>)}
    </Menu>
  );
}

function SnoozeUntil({ ids }: { ids: string[] }) {
  const [choosing, setChoosing] = useState(false);
  const now = Date.now();
  const snooze = (at: Date) => run(ids, { type: 'status', status: 'snoozed', snoozed_until: at.toISOString() });
  return (
    <>
      <Menu label={t`Snooze`} {...useOpen('snooze')} trigger={<IconButton of={Moon} label={t`Snooze the chosen`} />}>
        <MenuHeading>{t`Snooze until`}</MenuHeading>
        {snoozeMoments(now).map(({ kind, at }) => <MenuItem key={kind} of={Clock} onSelect={() => snooze(at)}>{momentName(kind)}<span className="hint"> · {momentWords(at.toISOString(), now)}</span></MenuItem>)}
        <MenuRule />
        <MenuItem of={CalendarClock} onSelect={() => setChoosing(true)}>{t`Choose a moment`}</MenuItem>
      </Menu>
      {choosing ? <MomentDialog title={t`Snooze until`} confirm={t`Snooze`} start={tomorrowMorning(now)} onChoose={snooze} onClose={() => setChoosing(false)} /> : null}
    </>
  );
}

export function BulkBar() {
  const chosen = useSelection((store) => store.ids);
  const ids = [...chosen];
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t`With the chosen conversations`}>
      <span role="status">{plural(ids.length, { one: '# chosen', other: '# chosen' })}</span>
      <span className="end row tight">
        <AssignTo ids={ids} />
        <ToTeam ids={ids} />
        <Labels ids={ids} />
        <PriorityOf ids={ids} />
        <SnoozeUntil ids={ids} />
        <IconButton of={Check} label={t`Resolve the chosen`} onClick={() => run(ids, { type: 'status', status: 'resolved' })} />
        <IconButton of={X} label={t`Choose none`} keys="Esc" onClick={clearSelection} />
      </span>
    </div>
  );
}
