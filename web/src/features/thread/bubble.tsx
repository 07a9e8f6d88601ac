// What was said: the quote it answers, files, text, and the reactions on it.
import { t } from '@lingui/core/macro';
import { CircleHelp, Link2 } from 'lucide-react';
import type { Message } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { jumpTo } from '../../state/jump';
import { classes } from '../../ui/classes';
import { contentWords, previewWords } from '../../ui/content_words';
import { Icon } from '../../ui/icon';
import { LinkedText } from '../../ui/linked_text';
import { dateWords } from '../../ui/time_words';
import { Extras } from './extras';
import { MailHead, QuotedMail } from './mail_parts';
import { Media } from './media';
import { RawLink } from './raw_link';
import styles from './message.module.css';

export function Quote({ quoted, conversationId }: { quoted: NonNullable<Message['reply_to']>; conversationId: string }) {
  return (
    <button type="button" className={styles.quote} title={t`Go to the quoted message`} onClick={() => void jumpTo(conversationId, quoted.id)}>
      {quoted.sender_name ? <b>{quoted.sender_name}</b> : null}
      {previewWords(quoted)}
    </button>
  );
}

function Reacted({ message }: { message: Message }) {
  if (message.reactions.length === 0) return null;
  const words = message.reactions.map(({ emoji, sender }) => `${emoji} ${sender.name ?? ''}`.trim()).join(', ');
  return (
    <span className={styles.reactions} title={words}>
      <span aria-hidden="true">{message.reactions.map(({ emoji }) => emoji).join(' ')}</span>
      <span className="sr">{t`Reaction: ${words}`}</span>
      {message.reactions.length === 1 ? <span aria-hidden="true">{message.reactions[0]?.sender.name?.split(' ')[0]}</span> : null}
    </span>
  );
}

export function Unsupported({ message }: { message: Message }) {
  return (
    <div className={styles.unsupported}>
      <Icon of={CircleHelp} />
      <span>{message.text || contentWords(message.content_type)}</span>
      <RawLink message={message} />
    </div>
  );
}

// A place or a card says its own name: not twice. The link by which a customer rates us is theirs alone to follow.
function ownText({ text, location, contacts, satisfaction }: Message): string {
  if (satisfaction) return text.slice(0, Math.max(text.lastIndexOf('\n'), 0));
  const said = [location?.name, location?.address, ...(contacts?.map(({ name }) => name) ?? [])];
  return said.includes(text) ? '' : text;
}

// Several people write in a public thread: each says who.
function isPublic({ content_type: type }: Message): boolean {
  return type === 'comment' || type === 'post';
}

function Body({ message }: { message: Message }) {
  const text = ownText(message);
  const media = message.attachments.length > 0;
  return (
    <>
      {isPublic(message) && message.direction === 'in' ? <b className={styles.author}>{contactName({ name: message.sender.name ?? '' })}{message.hidden ? ` · ${t`hidden`}` : ''}</b> : null}
      {message.email ? <MailHead mail={message.email} /> : null}
      {message.reply_to ? <Quote quoted={message.reply_to} conversationId={message.conversation_id} /> : null}
      {message.attachments.map((attachment) => <Media key={attachment.id} attachment={attachment} />)}
      <Extras message={message} />
      {text ? <span className={media ? styles.caption : undefined}><LinkedText text={text} /></span> : null}
      {message.satisfaction ? <small className={styles.ownLink}><Icon of={Link2} size={12} />{t`a link of the customer’s own`}</small> : null}
      {message.email?.quoted ? <QuotedMail quoted={message.email.quoted} /> : null}
    </>
  );
}

// Customers take back what they wrote; what the desk erased at somebody's wish is said to be that.
function erasedWords(at: string): string {
  const day = dateWords(at);
  return t`Erased on ${day}: this customer’s data were removed`;
}

export function Bubble({ message }: { message: Message }) {
  if (message.erased_at) return <div className={classes(styles.bubble, styles.gone)}>{erasedWords(message.erased_at)}</div>;
  if (message.deleted_at) return <div className={classes(styles.bubble, styles.gone)}>{message.direction === 'in' ? t`The customer took this message back` : t`This message was taken back`}</div>;
  const pictured = message.attachments.some(({ kind, state }) => state === 'ready' && (kind === 'image' || kind === 'video'));
  const wholeOnly = message.attachments.length > 0 && !pictured;
  return (
    <div className={classes(styles.bubble, (pictured || wholeOnly) && styles.media)} dir="auto" lang={message.template?.language.replace('_', '-')}>
      <Body message={message} />
      <Reacted message={message} />
    </div>
  );
}
