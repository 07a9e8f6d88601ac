// Hands a conversation over: to whom, and what they should know. It stays here until they take it.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import type { Conversation, User } from '../../api/types';
import { useTeams, useUsers } from '../../state/desk';
import { usePresence } from '../../state/presence';
import { useScreen } from '../../state/screen';
import { useMe } from '../../state/session';
import { transfer } from '../../state/together';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextAreaField } from '../../ui/field';

const noteMax = 500;
const close = () => useScreen.setState({ asking: undefined });

interface Receiver {
  value: string;
  label: string;
  name: string;
}

// Who is there now stands first, and who is not says so.
function useReceivers(conversation: Conversation): Receiver[] {
  const me = useMe();
  const availability = usePresence((store) => store.availability);
  const isThere = (user: User) => (availability[user.id] ?? user.availability) === 'online';
  const users = (useUsers().data ?? []).filter((user) => user.active && user.id !== me.id && user.id !== conversation.assignee_id && user.role !== 'auditor');
  const teams = (useTeams().data ?? []).filter((team) => team.id !== conversation.team_id);
  return [
    ...users.filter(isThere).map(({ id, name }) => ({ value: `user:${id}`, label: name, name })),
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: t`Team ${name}`, name: t`Team ${name}` })),
    ...users.filter((user) => !isThere(user)).map(({ id, name }) => ({ value: `user:${id}`, label: t`${name} (not there)`, name })),
  ];
}

function descriptionFor(conversation: Conversation, me: string): string {
  if (conversation.assignee_id === me) return t`It stays with you until it is taken; if nobody does, it comes back by itself.`;
  if (conversation.assignee_id === undefined) return t`It stays nobody’s until it is taken.`;
  return t`It stays where it is until it is taken.`;
}

export function TransferDialog({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const receivers = useReceivers(conversation);
  const [to, setTo] = useState<string | undefined>(undefined);
  const [note, setNote] = useState('');
  const chosen = receivers.find(({ value }) => value === to) ?? receivers[0];
  const submit = () => {
    if (!chosen) return;
    const [kind, id] = chosen.value.split(':') as [string, string];
    close();
    void transfer(conversation.id, { ...(kind === 'team' ? { team_id: id } : { user_id: id }), ...(note.trim() ? { note: note.trim() } : {}) }, chosen.name);
  };
  return (
    <Dialog open onClose={close} title={t`Hand over`} description={descriptionFor(conversation, me.id)} actions={<><Button onClick={close}>{t`Cancel`}</Button><Button variant="primary" disabled={!chosen} onClick={submit}>{t`Hand over`}</Button></>}>
      {/* Ctrl+Enter hands over from the note as well. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form className="fields" onSubmit={(event) => { event.preventDefault(); submit(); }} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(); }}>
        <SelectField label={t`To`} value={chosen?.value ?? ''} onChange={setTo} options={receivers} />
        <TextAreaField label={t`What they should know`} help={t`It stands in the conversation as a note.`} value={note} rows={3} maxLength={noteMax} onChange={(event) => setNote(event.target.value)} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
