// How far a message of ours has come: clock, one tick, two ticks, two in accent.
import { t } from '@lingui/core/macro';
import { Check, CheckCheck, Clock, RotateCw } from 'lucide-react';
import type { DeliveryStatus } from '../../api/types';
import { useNowUntil } from '../../state/clock';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { clockTime } from '../../ui/time_words';
import styles from './message.module.css';

export function statusWords(status: DeliveryStatus): string {
  switch (status) {
    case 'queued': case 'sending': return t`Being sent`;
    case 'uncertain': return t`May not have arrived`;
    case 'sent': return t`Sent`;
    case 'failed': return t`Not sent`;
    case 'delivered': return t`Delivered`;
    case 'read': return t`Read`;
    case 'cancelled': return t`Cancelled`;
    case 'awaiting_approval': return t`Waits for approval`;
  }
}

// Keeps as much room as the longest status takes: the bubble beside it stays as it is when the status goes on.
export function TickRoom() {
  return <span className={styles.room} aria-hidden="true">{statusWords('read')}</span>;
}

export function Tick({ status }: { status: DeliveryStatus }) {
  if (status === 'failed' || status === 'uncertain' || status === 'awaiting_approval') return null;
  if (status === 'cancelled') return <span className={styles.tick}>{statusWords(status)}</span>;
  const picture = status === 'queued' || status === 'sending' ? Clock : status === 'sent' ? Check : CheckCheck;
  const words = statusWords(status);
  return (
    <>
      {status === 'read' ? null : <TickRoom />}
      <span className={classes(styles.tick, status === 'read' && styles.read)} title={words} data-status={status}>
        <Icon of={picture} size={14} />
        <span className={status === 'read' ? undefined : 'sr'}>{words}</span>
      </span>
    </>
  );
}

// The platform could not take it; it goes again by itself, then.
export function NextTry({ at }: { at: string }) {
  const now = useNowUntil(at);
  if (new Date(at).getTime() <= now) return <Tick status="sending" />;
  const when = clockTime(at);
  return <span className={classes(styles.tick, 't-risk')} data-status="sending"><Icon of={RotateCw} size={14} />{t`waits, next try at ${when}`}</span>;
}
