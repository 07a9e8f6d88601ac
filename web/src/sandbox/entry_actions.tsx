// What a customer can do with a message, as far as the channel has it.
import { Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { react, remove, type Spot } from './server';
import type { Can, Entry } from './types';
import { words } from './words';
import type { Chosen } from './write_bar';
import styles from './phone.module.css';

const emojis = ['👍', '❤️', '😂', '🙏'];

export interface EntryActionsProps {
  spot: Spot;
  can: Can;
  entry: Entry;
  onChoose: (chosen: Chosen) => void;
}

function Reactions({ spot, entry, onDone }: { spot: Spot; entry: Entry; onDone: () => void }) {
  const give = (emoji: string) => { onDone(); void react(spot, entry.id, emoji); };
  return (
    <span className={styles.emojis}>
      {emojis.map((emoji) => <button key={emoji} type="button" className={styles.emoji} aria-label={`${words.react} ${emoji}`} onClick={() => give(emoji)}>{emoji}</button>)}
      <Button size="mini" variant="ghost" onClick={() => give('')}>{words.noReaction}</Button>
    </span>
  );
}

export function EntryActions({ spot, can, entry, onChoose }: EntryActionsProps) {
  const [reacting, setReacting] = useState(false);
  if (entry.is_deleted) return null;
  if (reacting) return <Reactions spot={spot} entry={entry} onDone={() => setReacting(false)} />;
  const isOwn = entry.author === 'customer' && (entry.author_id ?? spot.customer) === spot.customer;
  return (
    <span className={styles.actions}>
      {can.replies ? <Button icon size="mini" variant="ghost" aria-label={words.reply} title={words.reply} onClick={() => onChoose({ kind: 'reply', entry })}><Icon of={Reply} size={14} /></Button> : null}
      {can.reactions ? <Button icon size="mini" variant="ghost" aria-label={words.react} title={words.react} onClick={() => setReacting(true)}><Icon of={SmilePlus} size={14} /></Button> : null}
      {can.edits && isOwn && entry.type === 'text' ? <Button icon size="mini" variant="ghost" aria-label={words.edit} title={words.edit} onClick={() => onChoose({ kind: 'edit', entry })}><Icon of={Pencil} size={14} /></Button> : null}
      {can.deletes && isOwn ? <Button icon size="mini" variant="ghost" aria-label={words.remove} title={words.remove} onClick={() => { void remove(spot, entry.id); }}><Icon of={Trash2} size={14} /></Button> : null}
    </span>
  );
}
