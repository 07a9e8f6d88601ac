// To whom a conversation belongs: oneself, a colleague, nobody.
import { t } from '@lingui/core/macro';
import { UserMinus } from 'lucide-react';
import type { Conversation, User } from '../../api/types';
import { assignTo } from '../../state/assign_to';
import { useUser, useUsers } from '../../state/desk';
import { usePresence } from '../../state/presence';
import { openMenu, useScreen } from '../../state/screen';
import { mayWrite, useMe } from '../../state/session';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Keys } from '../../ui/kbd';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { phone, useMedia } from '../../ui/use_media';

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

export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const owner = useUser(conversation.assignee_id);
  const me = useMe();
  const open = useScreen((store) => store.menu === 'assign');
  const onPhone = useMedia(phone);
  const name = owner ? owner.name.split(' ')[0] ?? owner.name : t`Nobody`;
  if (!mayWrite(me)) return <span className="row tight small"><Avatar name={owner?.name} size={18} />{name}</span>;
  return (
    <Menu label={t`Assign`} open={open} onOpenChange={(next) => openMenu(next ? 'assign' : undefined)} trigger={
      <Button size="sm" aria-label={t`Assigned to ${name}, change`} aria-keyshortcuts="a"><Avatar name={owner?.name} size={18} />{onPhone ? null : name}<Keys keys="A" /></Button>
    }>
      <People conversation={conversation} />
    </Menu>
  );
}
