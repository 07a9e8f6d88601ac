// A reply that holds a forbidden phrase: a second person lets it go, or its writer takes it back.
import { t } from '@lingui/core/macro';
import { ShieldAlert } from 'lucide-react';
import type { Message } from '../../api/types';
import { approve, callBack } from '../../state/message_actions';
import { mayWrite, useMe } from '../../state/session';
import { takeMessageBack } from '../../state/undo_send';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import styles from './message.module.css';

function Ways({ message }: { message: Message }) {
  const me = useMe();
  const isMine = message.sender.id === me.id;
  if (isMine) return <><Button size="mini" onClick={() => void takeMessageBack(message)}>{t`Edit`}</Button><Button size="mini" variant="ghost" onClick={() => callBack(message)}>{t`Withdraw`}</Button></>;
  if (me.role !== 'lead' && me.role !== 'admin') return null;
  return <><Button size="mini" variant="primary" onClick={() => approve(message)}>{t`Approve and send`}</Button><Button size="mini" variant="ghost" onClick={() => callBack(message)}>{t`Turn down`}</Button></>;
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
