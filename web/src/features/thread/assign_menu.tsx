// To whom a conversation belongs: oneself, a colleague, a team, nobody.
import { t } from '@lingui/core/macro';
import { UserMinus, Users } from 'lucide-react';
import type { Conversation, User } from '../../api/types';
import { assignTo, handToTeam } from '../../state/assign_to';
import { useTeams, useUser, useUsers } from '../../state/desk';
import { usePresence } from '../../state/presence';
import { openMenu, useScreen } from '../../state/screen';
import { mayWrite, useMe } from '../../state/session';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { useKeyOf } from '../../ui/use_key_of';

function People({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const users = useUsers().data ?? [];
  const availability = usePresence((store) => store.availability);
  const others = users.filter((user) => user.active && user.id !== me.id && user.role !== 'auditor');
  const choose = (user: Pick<User, 'id' | 'name'> | undefined) => assignTo(conversation, user, users);
  return (
    <>
      <MenuHeading>{t`Assign`}</MenuHeading>
      <MenuChoice checked={conversation.assignee_id === me.id} leading={<Avatar name={me.name} size={20} />} onSelect={() => choose(me)}>{t`Myself`}</MenuChoice>
      {others.map((user) => (
        <MenuChoice key={user.id} checked={conversation.assignee_id === user.id} leading={<Avatar name={user.name} size={20} availability={availability[user.id] ?? user.availability} />} onSelect={() => choose(user)}>{user.name}</MenuChoice>
      ))}
      <MenuRule />
      <MenuItem of={UserMinus} disabled={conversation.assignee_id === undefined} onSelect={() => choose(undefined)}>{t`Nobody`}</MenuItem>
    </>
  );
}

function TeamChoices({ conversation }: { conversation: Conversation }) {
  const teams = useTeams().data ?? [];
  const users = useUsers().data ?? [];
  if (teams.length === 0) return <MenuItem disabled onSelect={() => undefined}>{t`No teams yet`}</MenuItem>;
  return (
    <>
      <MenuHeading>{t`To a team`}</MenuHeading>
      {teams.map((team) => (
        <MenuChoice key={team.id} checked={conversation.team_id === team.id} leading={<Icon of={Users} />} onSelect={() => handToTeam(conversation, team, users)}>{team.name}</MenuChoice>
      ))}
      <MenuItem of={UserMinus} disabled={conversation.team_id === undefined} onSelect={() => handToTeam(conversation, undefined, users)}>{t`No team`}</MenuItem>
    </>
  );
}

// Small, it is a picture with a name for readers.
export function AssignMenu({ conversation, small, showsKeys }: { conversation: Conversation; small: boolean; showsKeys: boolean }) {
  const owner = useUser(conversation.assignee_id);
  const me = useMe();
  const menu = useScreen((store) => store.menu);
  const teams = useTeams().data ?? [];
  const keys = useKeyOf('assign');
  const team = teams.find(({ id }) => id === conversation.team_id);
  const name = owner ? owner.name.split(' ')[0] ?? owner.name : team?.name ?? t`Nobody`;
  if (!mayWrite(me)) return <span className="row tight small"><Avatar name={owner?.name} size={18} />{name}</span>;
  return (
    <Menu label={t`Assign`} open={menu === 'assign' || menu === 'team'} onOpenChange={(next) => openMenu(next ? 'assign' : undefined)} trigger={
      <Button size="sm" aria-label={t`Assigned to ${name}, change`} aria-keyshortcuts={keys}><Avatar name={owner?.name} size={18} />{small ? null : name}{keys && showsKeys ? <Keys keys={keys} /> : null}</Button>
    }>
      {menu === 'team' ? null : <People conversation={conversation} />}
      {menu !== 'team' && teams.length > 0 ? <MenuRule /> : null}
      {menu === 'team' || teams.length > 0 ? <TeamChoices conversation={conversation} /> : null}
    </Menu>
  );
}
