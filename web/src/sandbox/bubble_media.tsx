// What a message carries besides words.
import { Contact, FileText, MapPin } from 'lucide-react';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { mediaUrl } from './server';
import type { Entry } from './types';
import { words } from './words';
import styles from './phone.module.css';

function Sound({ entry, url }: { entry: Entry; url: string }) {
  return (
    // Recordings of customers come without subtitles.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <audio className={styles.sound} controls preload="metadata" src={url} aria-label={entry.is_voice ? words.voice : words.audio} />
  );
}

function FileView({ entry, url }: { entry: Entry; url: string }) {
  if (entry.type === 'image' || entry.type === 'sticker') return <img className={styles.picture} src={url} alt={entry.text ?? words.photo} />;
  // eslint-disable-next-line jsx-a11y/media-has-caption -- a customer's video has none
  if (entry.type === 'video') return <video className={styles.picture} controls preload="metadata" src={url} aria-label={words.video} />;
  if (entry.type === 'audio') return <Sound entry={entry} url={url} />;
  return <a className={styles.file} href={url} download={entry.file_name}><Icon of={FileText} /><span className="clip grow">{entry.file_name ?? words.document}</span><span className="t-accent">{words.openDocument}</span></a>;
}

export function BubbleMedia({ entry }: { entry: Entry }) {
  if (entry.media_id) return <FileView entry={entry} url={mediaUrl(entry.media_id)} />;
  if (entry.place) {
    const { name, address, latitude, longitude } = entry.place;
    return <span className={styles.place}><Icon of={MapPin} /><span><b className={styles.block}>{name ?? words.location}</b><span className={classes('small muted', styles.block)}>{address ?? `${latitude}, ${longitude}`}</span></span></span>;
  }
  if (entry.names) return <span className={styles.place}><Icon of={Contact} /><b>{entry.names.join(', ')}</b></span>;
  return entry.type === 'unsupported' ? <span className="hint">{words.unsupportedKind}</span> : null;
}
