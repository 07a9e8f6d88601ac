// A reply that holds a forbidden phrase: a second person lets it go, or its writer takes it back.
import { t } from '@lingui/core/macro';
import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { Message } from '../../api/types';
import { approve, callBack, turnDown } from '../../state/message_actions';
import { mayWrite, useMe } from '../../state/session';
import { takeMessageBack } from '../../state/undo_send';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Dialog } from '../../ui/dialog';
import { TextAreaField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import styles from './message.module.css';

const reasonMax = 500;

// Whoever wrote it reads why, and can do better.
function TurningDown({ message, onClose }: { message: Message; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const writer = message.sender.name ?? '';
  const isReady = reason.trim() !== '';
  const submit = () => { if (!isReady) return; turnDown(message, reason.trim()); onClose(); };
  return (
    <Dialog open onClose={onClose} title={t`Turn the reply down`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={!isReady} onClick={submit}>{t`Turn down`}</Button></>}>
      <TextAreaField label={t`Why`} value={reason} required autoFocus rows={3} maxLength={reasonMax} help={t`${writer} reads this beside the reply. The customer does not.`} onChange={(event) => setReason(event.target.value)} />
    </Dialog>
  );
}

export function TurnedDown({ reason }: { reason: string }) {
  return <span className={classes(styles.why, 't-risk')}><Icon of={ShieldAlert} size={14} />{t`Turned down: ${reason}`}</span>;
}

function Ways({ message }: { message: Message }) {
  const me = useMe();
  const [turning, setTurning] = useState(false);
  const isMine = message.sender.id === me.id;
  if (isMine) return <><Button size="mini" onClick={() => void takeMessageBack(message)}>{t`Edit`}</Button><Button size="mini" variant="ghost" onClick={() => callBack(message)}>{t`Withdraw`}</Button></>;
  if (me.role !== 'lead' && me.role !== 'admin') return null;
  return <><Button size="mini" variant="primary" onClick={() => approve(message)}>{t`Approve and send`}</Button><Button size="mini" variant="ghost" onClick={() => setTurning(true)}>{t`Turn down`}</Button>{turning ? <TurningDown message={message} onClose={() => setTurning(false)} /> : null}</>;
}

export function AwaitingApproval({ message }: { message: Message }) {
  const me = useMe();
  const phrase = message.approval?.phrase ?? '';
  const writer = message.sender.name ?? '';
  return (
    <div className={styles.meta}>
      <span className={classes(styles.why, 't-risk')}>
        <Icon of={ShieldAlert} size={14} />{t`${writer}: not sent, waits for a second person because of “${phrase}”`}
      </span>
      {message.approval?.explanation ? <span className={styles.why}>{message.approval.explanation}</span> : null}
      {mayWrite(me) ? <Ways message={message} /> : null}
    </div>
  );
}
