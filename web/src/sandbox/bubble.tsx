// One message on the phone: the customer's right, the desk's left.
import { Check, CheckCheck, CircleAlert, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { LinkedText } from '../ui/linked_text';
import { BubbleMedia } from './bubble_media';
import type { Chosen } from './phone_view';
import { press, react, remove } from './server';
import type { Entry } from './types';
import { clock, words } from './words';
import styles from './phone.module.css';

const emojis = ['👍', '❤️', '😂', '🙏'];

export function shortText(entry: Entry): string {
  if (entry.is_deleted) return words.deleted;
  if (entry.text) return entry.text;
  const names: Record<string, string> = { image: words.photo, video: words.video, audio: words.audio, sticker: words.sticker, location: words.location, contacts: words.contact };
  return names[entry.type] ?? entry.file_name ?? entry.type;
}

function Quote({ entry }: { entry: Entry }) {
  return <span className={styles.quote}><b>{entry.author === 'customer' ? words.you : words.business}</b><span className="clip">{shortText(entry)}</span></span>;
}

function Content({ entry }: { entry: Entry }) {
  if (entry.is_deleted) return <i className="hint">{words.deleted}</i>;
  return (
    <>
      {entry.header ? <b className={styles.block}>{entry.header}</b> : null}
      <BubbleMedia entry={entry} />
      {entry.text ? <span className={entry.media_id ? styles.caption : undefined}><LinkedText text={entry.text} /></span> : null}
      {entry.footer ? <span className={classes('hint small', styles.block)}>{entry.footer}</span> : null}
    </>
  );
}

// Ticks are the desk's for the customer's own messages; under the desk's they say what the phone has reported.
function Meta({ entry, isLast }: { entry: Entry; isLast: boolean }) {
  const ticks = entry.author === 'customer' && entry.status !== undefined;
  const isRead = entry.status === 'read';
  return (
    <div className={classes(styles.meta, 'num')}>
      {entry.is_edited ? <span>{words.edited}</span> : null}
      <span>{clock(entry.at)}</span>
      {ticks ? <span className={classes('row tight', isRead && 't-accent')} title={isRead ? words.read : words.sent}><Icon of={isRead ? CheckCheck : Check} size={14} />{isRead && isLast ? words.read : null}</span> : null}
      {entry.status === 'failed' ? <span className="row tight t-late"><Icon of={CircleAlert} size={14} />{words.failed}</span> : null}
    </div>
  );
}

interface BubbleProps {
  customer: string;
  entry: Entry;
  quoted: Entry | undefined;
  isLast: boolean;
  onChoose: (chosen: Chosen) => void;
}

function Choices({ customer, entry }: { customer: string; entry: Entry }) {
  if (!entry.buttons || entry.is_deleted) return null;
  return (
    <div className={styles.choices}>
      {entry.buttons.map((button, index) => (button.kind === 'link'
        ? <a key={button.title} className={styles.choice} href={button.url} target="_blank" rel="noopener noreferrer">{button.title}</a>
        : <button key={button.title} type="button" className={styles.choice} onClick={() => { void press(customer, entry.id, index); }}>{button.title}</button>))}
    </div>
  );
}

function Reactions({ customer, entry, onDone }: { customer: string; entry: Entry; onDone: () => void }) {
  const give = (emoji: string) => { onDone(); void react(customer, entry.id, emoji); };
  return (
    <span className={styles.emojis}>
      {emojis.map((emoji) => <button key={emoji} type="button" className={styles.emoji} aria-label={`${words.react} ${emoji}`} onClick={() => give(emoji)}>{emoji}</button>)}
      <Button size="mini" variant="ghost" onClick={() => give('')}>{words.noReaction}</Button>
    </span>
  );
}

function Actions({ customer, entry, onChoose }: Omit<BubbleProps, 'quoted' | 'isLast'>) {
  const [reacting, setReacting] = useState(false);
  if (reacting) return <Reactions customer={customer} entry={entry} onDone={() => setReacting(false)} />;
  const isOwn = entry.author === 'customer';
  return (
    <span className={styles.actions}>
      <Button icon size="mini" variant="ghost" aria-label={words.reply} title={words.reply} onClick={() => onChoose({ kind: 'reply', entry })}><Icon of={Reply} size={14} /></Button>
      <Button icon size="mini" variant="ghost" aria-label={words.react} title={words.react} onClick={() => setReacting(true)}><Icon of={SmilePlus} size={14} /></Button>
      {isOwn && entry.type === 'text' ? <Button icon size="mini" variant="ghost" aria-label={words.edit} title={words.edit} onClick={() => onChoose({ kind: 'edit', entry })}><Icon of={Pencil} size={14} /></Button> : null}
      {isOwn ? <Button icon size="mini" variant="ghost" aria-label={words.remove} title={words.remove} onClick={() => { void remove(customer, entry.id); }}><Icon of={Trash2} size={14} /></Button> : null}
    </span>
  );
}

export function Bubble({ customer, entry, quoted, isLast, onChoose }: BubbleProps) {
  const isOwn = entry.author === 'customer';
  const reactions = [entry.other_reaction, entry.own_reaction].filter(Boolean).join(' ');
  return (
    <div className={classes(styles.message, isOwn && styles.own)}>
      <div className={classes(styles.bubble, entry.media_id && !entry.is_deleted && styles.withMedia, reactions !== '' && styles.reacted)}>
        {quoted && !entry.is_deleted ? <Quote entry={quoted} /> : null}
        <Content entry={entry} />
        {reactions ? <span className={styles.reaction}>{reactions}</span> : null}
      </div>
      <Choices customer={customer} entry={entry} />
      <Meta entry={entry} isLast={isLast} />
      {entry.is_deleted ? null : <Actions customer={customer} entry={entry} onChoose={onChoose} />}
    </div>
  );
}
