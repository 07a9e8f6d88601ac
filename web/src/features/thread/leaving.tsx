// A message that has not left: for a few seconds it can be taken back, or it is planned for later.
import { t } from '@lingui/core/macro';
import { CalendarClock } from 'lucide-react';
import type { Message } from '../../api/types';
import { useNow } from '../../state/clock';
import { isHeld } from '../../state/held';
import { callBack } from '../../state/message_actions';
import { sendNow } from '../../state/send_now';
import { serverNow } from '../../state/server_clock';
import { mayWrite, useMe } from '../../state/session';
import { takeMessageBack } from '../../state/undo_send';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { momentWords } from '../../ui/time_words';
import styles from './message.module.css';

export interface LeavingProps {
  message: Message;
  sendAt: string;
}

function Countdown({ message, sendAt }: LeavingProps) {
  useNow('second');
  const seconds = Math.ceil((new Date(sendAt).getTime() - serverNow()) / 1000);
  if (seconds <= 0) return null;
  return (
    <>
      <span className="num" aria-hidden="true">{t`leaves in ${seconds} s`}</span>
      <Button size="mini" onClick={() => void takeMessageBack(message)}>{t`Undo`}</Button>
    </>
  );
}

function Planned({ message, sendAt }: LeavingProps) {
  const now = useNow();
  const words = momentWords(sendAt, now);
  if (new Date(sendAt).getTime() <= now) return null;
  return (
    <>
      <span className={styles.tick}><Icon of={CalendarClock} size={14} />{t`leaves ${words}`}</span>
      <Button size="mini" onClick={() => void sendNow(message)}>{t`Send now`}</Button>
      <Button size="mini" variant="ghost" onClick={() => void takeMessageBack(message)}>{t`Edit`}</Button>
      <Button size="mini" variant="ghost" onClick={() => callBack(message)}>{t`Cancel`}</Button>
    </>
  );
}

export function Leaving(props: LeavingProps) {
  const me = useMe();
  if (!mayWrite(me)) return null;
  return isHeld(props.message) ? <Countdown {...props} /> : <Planned {...props} />;
}
