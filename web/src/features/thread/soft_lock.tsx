// Somebody else's writing, before one writes into it.
import { t } from '@lingui/core/macro';
import { Pencil } from 'lucide-react';
import type { Conversation } from '../../api/types';
import { assignTo } from '../../state/assign_to';
import { useUser, useUsers } from '../../state/desk';
import { usePresence } from '../../state/presence';
import { useMe } from '../../state/session';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';

// Who has it and writes an answer keeps it, unless somebody takes it over on purpose.
export function SoftLock({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const owner = useUser(conversation.assignee_id);
  const people = useUsers().data ?? [];
  const isWriting = usePresence((store) => Object.values(store.typing[conversation.id] ?? {}).some(({ user, mode }) => user?.id === conversation.assignee_id && mode !== 'note'));
  if (!owner || owner.id === me.id || !isWriting) return null;
  const { name } = owner;
  return (
    <Banner tone="risk" of={Pencil} flat action={<Button size="sm" onClick={() => assignTo(conversation, me, people, true)}>{t`Take over`}</Button>}>{t`${name} is answering this customer.`}</Banner>
  );
}
