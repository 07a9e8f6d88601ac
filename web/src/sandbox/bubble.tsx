// One message of a private thread: the customer's right, the desk's left.
import { Check, CheckCheck, CircleAlert } from 'lucide-react';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { BubbleContent, shortText } from './bubble_content';
import { EntryActions, type EntryActionsProps } from './entry_actions';
import { press, type Spot } from './server';
import type { Entry } from './types';
import { clock, words } from './words';
import styles from './phone.module.css';

function Quote({ entry }: { entry: Entry }) {
  return <span className={styles.quote}><b>{entry.author === 'customer' ? words.you : words.business}</b><span className="clip">{shortText(entry)}</span></span>;
}

// Ticks are the desk's for the customer's own messages; text messages have none.
function Meta({ entry, isLast, hasTicks }: { entry: Entry; isLast: boolean; hasTicks: boolean }) {
  const ticks = hasTicks && entry.author === 'customer' && entry.status !== undefined;
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

function Choices({ spot, entry }: { spot: Spot; entry: Entry }) {
  if (!entry.buttons || entry.is_deleted) return null;
  return (
    <div className={styles.choices}>
      {entry.buttons.map((button, index) => (button.kind === 'link'
        ? <a key={button.title} className={styles.choice} href={button.url} target="_blank" rel="noopener noreferrer">{button.title}</a>
        : <button key={button.title} type="button" className={styles.choice} onClick={() => { void press(spot, entry.id, index); }}>{button.title}</button>))}
    </div>
  );
}

interface BubbleProps extends EntryActionsProps {
  quoted: Entry | undefined;
  isLast: boolean;
  hasTicks: boolean;
}

export function Bubble({ quoted, isLast, hasTicks, ...common }: BubbleProps) {
  const { spot, entry } = common;
  const isOwn = entry.author === 'customer';
  const reactions = [entry.other_reaction, entry.own_reaction].filter(Boolean).join(' ');
  return (
    <div className={classes(styles.message, isOwn && styles.own)}>
      <div className={classes(styles.bubble, entry.media_id && !entry.is_deleted && styles.withMedia, reactions !== '' && styles.reacted)}>
        {quoted && !entry.is_deleted ? <Quote entry={quoted} /> : null}
        <BubbleContent entry={entry} />
        {reactions ? <span className={styles.reaction}>{reactions}</span> : null}
      </div>
      <Choices spot={spot} entry={entry} />
      <Meta entry={entry} isLast={isLast} hasTicks={hasTicks} />
      <EntryActions {...common} />
    </div>
  );
}
