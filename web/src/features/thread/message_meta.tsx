// The line beside or under a bubble: who, when, how far it came, and the way out of a fault.
import { t } from '@lingui/core/macro';
import { CircleAlert, CircleHelp, LayoutTemplate, Megaphone, RotateCw } from 'lucide-react';
import type { Message } from '../../api/types';
import { knownConversation } from '../../state/cache';
import { useInbox } from '../../state/desk';
import { isPlanned } from '../../state/held';
import { itArrived, sendOnceMore } from '../../state/message_actions';
import { askTemplate } from '../../state/screen';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { faultWords, isWindowFault } from '../../ui/fault_words';
import { Icon } from '../../ui/icon';
import { bytesWords } from '../../ui/number_words';
import { clockTime, fullMoment } from '../../ui/time_words';
import { AwaitingApproval, TurnedDown } from './awaiting_approval';
import { Leaving } from './leaving';
import { NextTry, Tick } from './tick';
import styles from './message.module.css';

export function firstName(name: string | undefined): string {
  return name?.split(' ')[0] ?? '';
}

function Time({ message }: { message: Message }) {
  const at = message.platform_at ?? message.created_at;
  return <time dateTime={at} title={fullMoment(at)}>{clockTime(at)}</time>;
}

function Failed({ message }: { message: Message }) {
  const conversation = knownConversation(message.conversation_id);
  const capabilities = useInbox(conversation?.inbox_id ?? '')?.capabilities;
  const why = faultWords(message.error, conversation?.channel ?? '');
  const takesTemplate = isWindowFault(message.error) && capabilities?.templates === true && !message.template;
  return (
    <div className={styles.meta}>
      <span className={classes(styles.why, 't-late')} title={message.error?.detail ?? message.error?.title}><Icon of={CircleAlert} size={14} />{why ? t`Not sent: ${why}` : t`Not sent`}</span>
      <span>·</span><Time message={message} />
      {takesTemplate ? <Button size="mini" onClick={() => askTemplate(message.conversation_id, conversation?.reply_window_ends_at)}><Icon of={LayoutTemplate} size={12} />{t`Choose a template`}</Button> : <Button size="mini" variant="danger" onClick={() => sendOnceMore(message)}><Icon of={RotateCw} size={12} />{t`Retry`}</Button>}
    </div>
  );
}

function Uncertain({ message }: { message: Message }) {
  return (
    <div className={styles.meta}>
      <span className={classes(styles.why, 't-risk')} title={message.error?.detail}><Icon of={CircleHelp} size={14} />{t`May not have arrived`}</span>
      <span>·</span><span>{firstName(message.sender.name)}</span><span>·</span><Time message={message} />
      <Button size="mini" onClick={() => sendOnceMore(message)}>{t`Send anyway`}</Button>
      <Button size="mini" variant="ghost" onClick={() => itArrived(message)}>{t`It arrived`}</Button>
    </div>
  );
}

function NotToAll({ detail }: { detail: string }) {
  return <span className={classes(styles.why, 't-risk')}><Icon of={CircleAlert} size={14} />{t`Delivered to the others, refused for ${detail}`}</span>;
}

function sizeOf(message: Message): string {
  const bytes = message.attachments.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  return bytes > 0 ? ` · ${bytesWords(bytes)}` : '';
}

export function MessageMeta({ message }: { message: Message }) {
  if (message.status === 'failed') return <Failed message={message} />;
  if (message.status === 'uncertain') return <Uncertain message={message} />;
  if (message.status === 'awaiting_approval') return <AwaitingApproval message={message} />;
  const out = message.direction === 'out';
  // By everybody: what customers wrote in public, and what we said there.
  const isOpenToAll = message.content_type === 'comment' || message.content_type === 'post' || (out && knownConversation(message.conversation_id)?.public === true);
  return (
    <div className={styles.meta}>
      {out && message.sender.name ? <><span>{firstName(message.sender.name)}</span><span>·</span></> : null}
      {message.satisfaction ? <><span>{t`automatic`}</span><span>·</span></> : null}
      <Time message={message} />
      {isOpenToAll ? <span className={styles.openWord}>· <Icon of={Megaphone} size={12} />{t`Public`}</span> : null}
      {sizeOf(message)}
      {message.forwarded ? <span>· {t`forwarded`}</span> : null}
      {message.edited_at ? <span title={fullMoment(message.edited_at)}>· {t`edited`}</span> : null}
      {message.status && !isPlanned(message) ? message.retry_at && message.status === 'sending' ? <NextTry at={message.retry_at} /> : <Tick status={message.status} /> : null}
      {message.send_at && message.status === 'queued' ? <Leaving message={message} sendAt={message.send_at} /> : null}
      {message.status === 'cancelled' && message.approval?.reason ? <TurnedDown reason={message.approval.reason} /> : null}
      {message.error?.treatment === 'partly' ? <NotToAll detail={message.error.detail ?? message.error.title} /> : null}
    </div>
  );
}
