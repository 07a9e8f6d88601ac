// A hand-over that waits for an answer: what colleagues must know before they write.
import { t } from '@lingui/core/macro';
import { Handshake } from 'lucide-react';
import { useState } from 'react';
import type { Conversation } from '../../api/types';
import { useTeams, useUser } from '../../state/desk';
import { mayWrite, useMe } from '../../state/session';
import { accept, giveBack, withdraw } from '../../state/together';
import { isOfferedTo } from '../../state/transfers';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';

function ReturnDialog({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const [note, setNote] = useState('');
  const submit = () => { onClose(); void giveBack(id, note.trim()); };
  return (
    <Dialog open onClose={onClose} title={title} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" onClick={submit}>{title}</Button></>}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}><TextField label={t`Why`} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} /></form>
    </Dialog>
  );
}

export function TransferBar({ conversation }: { conversation: Conversation }) {
  const { id, transfer } = conversation;
  const me = useMe();
  const teams = useTeams().data ?? [];
  const from = useUser(transfer?.from_user_id)?.name ?? t`A colleague`;
  const toUser = useUser(transfer?.to_user_id)?.name;
  const [returning, setReturning] = useState(false);
  if (!transfer) return null;
  const team = teams.find((one) => one.id === transfer.to_team_id);
  const forMe = isOfferedTo(transfer, me.id, teams);
  const to = toUser ?? team?.name ?? '';
  // Back to whom, when nobody had it?
  const returnWords = conversation.assignee_id === undefined ? t`Decline` : t`Give back`;
  const mine = transfer.from_user_id === me.id;
  if (!mayWrite(me) || mine || !forMe) {
    const may = mayWrite(me) && (mine || me.role !== 'agent');
    const takeBack = <Button size="sm" onClick={() => void withdraw(id)}>{t`Take back`}</Button>;
    return <Banner tone="accent" of={Handshake} flat action={may ? takeBack : undefined}>{t`Offered to ${to}, not taken yet.`}</Banner>;
  }
  return (
    <Banner tone="accent" of={Handshake} flat action={
      <span className="row tight">
        <Button size="sm" onClick={() => setReturning(true)}>{returnWords}</Button>
        <Button size="sm" variant="primary" onClick={() => void accept(id)}>{t`Take it`}</Button>
      </span>
    }>
      {team ? t`${from} hands this to ${to}.` : t`${from} hands this to you.`}
      {returning ? <ReturnDialog id={id} title={returnWords} onClose={() => setReturning(false)} /> : null}
    </Banner>
  );
}
