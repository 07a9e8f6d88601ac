// One message in the thread: from the customer, from us, a note between colleagues, or not sent yet.
import { t } from '@lingui/core/macro';
import { Clock, Lock, RotateCw } from 'lucide-react';
import { memo } from 'react';
import type { Capabilities, Message } from '../../api/types';
import { askApproval, sendAgain, withdraw, type Pending } from '../../state/outbox';
import { useUsers } from '../../state/desk';
import { useJump } from '../../state/jump';
import { isPlanned } from '../../state/held';
import { attachToDraft, draftKey, slotOf, typeDraft } from '../../state/drafts';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { NoteText } from '../../ui/note_text';
import { clockTime, fullMoment } from '../../ui/time_words';
import { Bubble, Quote, Unsupported } from './bubble';
import { Media } from './media';
import { MessageBar } from './message_bar';
import { firstName, MessageMeta } from './message_meta';
import { SideNote } from './side_note';
import { TickRoom } from './tick';
import styles from './message.module.css';
import { serverWords } from '../../ui/server_words';

function NoteBox({ text, author, at }: { text: string; author: string; at: string }) {
  const people = useUsers().data ?? [];
  return (
    <>
      <div className={styles.noteHead}>
        <Icon of={Lock} size={12} />{t`Note by ${author} · colleagues only`}
        <time className="end num" dateTime={at} title={fullMoment(at)}>{clockTime(at)}</time>
      </div>
      <span dir="auto" className={styles.noteText}><NoteText text={text} people={people} /></span>
    </>
  );
}

function spokenName(message: Message): string {
  const name = message.sender.name ?? '';
  const who = message.direction === 'in' ? name || t`Customer` : t`You or a colleague: ${name}`;
  return `${who}, ${clockTime(message.platform_at ?? message.created_at)}`;
}

export interface MessageItemProps {
  message: Message;
  capabilities: Capabilities | undefined;
}

export const MessageItem = memo(function MessageItem({ message, capabilities }: MessageItemProps) {
  const flashed = useJump((store) => store.target?.messageId === message.id);
  if (message.side_question || message.side_answer) {
    return <article className={classes(styles.note, styles.desk, flashed && styles.flash)} tabIndex={-1} data-message={message.id} aria-label={message.side_answer ? t`Answer of the back office` : t`Question to the back office`}><SideNote message={message} /><MessageBar message={message} capabilities={undefined} /></article>;
  }
  if (message.kind === 'note') {
    return <article className={classes(styles.note, flashed && styles.flash)} tabIndex={-1} data-message={message.id} aria-label={t`Note`}><NoteBox text={message.text} author={message.sender.name ?? ''} at={message.created_at} /><MessageBar message={message} capabilities={undefined} /></article>;
  }
  const { status } = message;
  const doubtful = status === 'uncertain' || status === 'awaiting_approval';
  const faulty = status === 'failed' || doubtful;
  return (
    <article
      className={classes(styles.msg, message.direction === 'out' && styles.out, faulty && styles.wide, status === 'failed' && styles.failed, doubtful && styles.unsure, status === 'cancelled' && styles.cancelled, isPlanned(message) && styles.planned, message.hidden && styles.hidden, message.reactions.length > 0 && styles.reacted, flashed && styles.flash)}
      tabIndex={-1} data-message={message.id} aria-label={spokenName(message)}
    >
      {message.content_type === 'unsupported' ? <Unsupported message={message} /> : <Bubble message={message} />}
      <MessageMeta message={message} />
      <MessageBar message={message} capabilities={capabilities} />
    </article>
  );
});

// Takes the words back into the composer, behind what stands there already.
function editAgain(pending: Pending): void {
  withdraw(pending.clientId);
  const key = draftKey(pending.conversationId, pending.message.kind === 'note' ? 'note' : 'reply');
  const slot = slotOf(key);
  typeDraft(key, [slot.text, pending.message.text].filter(Boolean).join('\n'));
  if (pending.attachments.length > 0) attachToDraft(key, [...slot.attachments, ...pending.attachments]);
}

// The account forbids these words: the writer words it otherwise, or asks a second person.
function Forbidden({ pending, why }: { pending: Pending; why: string }) {
  return (
    <div className={styles.meta}>
      <span className={classes(styles.why, 't-late')}>{t`Not sent. A second person must approve ${why}`}</span>
      <Button size="mini" variant="primary" onClick={() => editAgain(pending)}>{t`Edit`}</Button>
      <Button size="mini" variant="ghost" onClick={() => askApproval(pending.clientId)}>{t`Ask for approval`}</Button>
    </div>
  );
}

function PendingMeta({ pending, author }: { pending: Pending; author: string }) {
  if (pending.state === 'refused') {
    if (pending.problem?.reason === 'forbidden_phrase') return <Forbidden pending={pending} why={pending.problem.detail} />;
    const why = pending.problem ? serverWords(pending.problem) : '';
    return (
      <div className={styles.meta}>
        <span className={classes(styles.why, 't-late')}>{t`Not sent: ${why}`}</span>
        <Button size="mini" variant="danger" onClick={() => sendAgain(pending.clientId)}><Icon of={RotateCw} size={12} />{t`Retry`}</Button>
        <Button size="mini" variant="ghost" onClick={() => editAgain(pending)}>{t`Edit`}</Button>
      </div>
    );
  }
  const waits = pending.state === 'waiting' && pending.tries > 0;
  return (
    <div className={styles.meta}>
      {author && pending.message.kind === 'reply' ? <><span>{firstName(author)}</span><span>·</span></> : null}
      <span>{clockTime(pending.createdAt)}</span>
      {waits || pending.message.kind === 'note' ? null : <TickRoom />}
      <span className={styles.tick} title={waits ? undefined : t`Being sent`}><Icon of={Clock} size={14} />{waits ? t`Waits for connection` : null}</span>
      {waits ? <Button size="mini" variant="ghost" onClick={() => editAgain(pending)}>{t`Cancel`}</Button> : null}
    </div>
  );
}

export function PendingItem({ pending, author }: { pending: Pending; author: string }) {
  const { message, quoted } = pending;
  if (message.kind === 'note') {
    return <article className={classes(styles.note, styles.pending)}><NoteBox text={message.text ?? ''} author={author} at={pending.createdAt} />{pending.state === 'sending' ? null : <PendingMeta pending={pending} author={author} />}</article>;
  }
  return (
    <article className={classes(styles.msg, styles.out, pending.state === 'refused' ? classes(styles.wide, styles.failed) : styles.pending)} aria-label={t`Your message`}>
      <div className={classes(styles.bubble, pending.attachments.length > 0 && styles.media)}>
        {quoted ? <Quote conversationId={pending.conversationId} quoted={{ id: quoted.id, text: quoted.text, content_type: quoted.content_type, ...(quoted.sender.name ? { sender_name: quoted.sender.name } : {}) }} /> : null}
        {pending.attachments.map((attachment) => <Media key={attachment.id} attachment={attachment} />)}
        {message.text ? <span dir="auto" className={pending.attachments.length > 0 ? styles.caption : undefined}>{message.text}</span> : null}
      </div>
      <PendingMeta pending={pending} author={author} />
    </article>
  );
}
