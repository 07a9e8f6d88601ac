// What a message says, in a thread or under a post.
import { classes } from '../ui/classes';
import { LinkedText } from '../ui/linked_text';
import { BubbleMedia } from './bubble_media';
import type { Entry } from './types';
import { words } from './words';
import styles from './phone.module.css';

export function shortText(entry: Entry): string {
  if (entry.is_deleted) return words.deleted;
  if (entry.text) return entry.text;
  const names: Record<string, string> = { image: words.photo, video: words.video, audio: words.audio, sticker: words.sticker, location: words.location, contacts: words.contact };
  return names[entry.type] ?? entry.file_name ?? entry.type;
}

export function BubbleContent({ entry }: { entry: Entry }) {
  if (entry.is_deleted) return <i className="hint">{words.deleted}</i>;
  return (
    <>
      {entry.answers_in_private_to ? <span className={classes('hint small', styles.block)}>{words.answersPublic}</span> : null}
      {entry.header ? <b className={styles.block}>{entry.header}</b> : null}
      <BubbleMedia entry={entry} />
      {entry.text ? <span className={entry.media_id ? styles.caption : undefined}><LinkedText text={entry.text} /></span> : null}
      {entry.footer ? <span className={classes('hint small', styles.block)}>{entry.footer}</span> : null}
    </>
  );
}
