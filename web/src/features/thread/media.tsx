// Files in a message: pictures that open large, sound, film, documents with their size.
import { t } from '@lingui/core/macro';
import { Ban, Clock, Download, FileText, TriangleAlert, ZoomIn } from 'lucide-react';
import type { Attachment } from '../../api/types';
import { showPicture } from '../../state/viewer';
import { classes } from '../../ui/classes';
import { contentWords } from '../../ui/content_words';
import { Icon } from '../../ui/icon';
import { bytesWords } from '../../ui/number_words';
import { visibleName } from '../../ui/visible_name';
import { Sound } from './sound';
import styles from './message.module.css';

const widest = 260;
const highest = 320;

// The place that a picture will take, known before it is there: nothing jumps.
function placeOf({ width = 4, height = 3 }: Attachment): { width: number; height: number } {
  const scale = Math.min(widest / width, highest / height, width > 32 ? 1 : Number.POSITIVE_INFINITY);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function nameOf(attachment: Attachment): string {
  return visibleName(attachment.name) || contentWords(attachment.kind);
}

function reasonWords(reason: string | undefined): string {
  switch (reason) {
    case 'gone': return t`no longer there at the platform`;
    case 'too_large': return t`too large`;
    case 'digest_differs': return t`damaged on its way`;
    case 'type_not_allowed': case 'type_differs': return t`a kind of file that we do not open`;
    default: return t`could not be fetched`;
  }
}

function Absent({ attachment }: { attachment: Attachment }) {
  const { state } = attachment;
  const picture = state === 'pending' ? Clock : state === 'refused' ? Ban : TriangleAlert;
  const words = state === 'pending' ? t`being fetched` : reasonWords(attachment.state_reason);
  return (
    <span className={styles.file}>
      <Icon of={picture} size={20} className={state === 'pending' ? 'hint' : 't-late'} />
      <span><span className="clip medium">{nameOf(attachment)}</span><span className="hint small">{words}</span></span>
    </span>
  );
}

function Picture({ attachment }: { attachment: Attachment }) {
  const sticker = attachment.kind === 'sticker';
  const name = nameOf(attachment);
  return (
    <button type="button" className={classes(styles.picture, sticker && styles.sticker)} style={sticker ? { width: 128, height: 128 } : placeOf(attachment)} aria-label={t`Enlarge ${name}`} onClick={() => showPicture(attachment)}>
      <img src={attachment.preview_url ?? attachment.url} alt={name} loading="lazy" decoding="async" draggable={false} />
      {sticker ? null : <span className={styles.zoom}><Icon of={ZoomIn} size={14} /></span>}
    </button>
  );
}

function Document({ attachment }: { attachment: Attachment }) {
  return (
    <a className={styles.file} href={`${attachment.url}?download=1`} download={attachment.name || true}>
      <Icon of={FileText} size={20} />
      <span className="grow">
        <span className="clip medium">{nameOf(attachment)}</span>
        <span className="hint small num">{attachment.bytes === undefined ? attachment.mime : bytesWords(attachment.bytes)}</span>
      </span>
      <Icon of={Download} />
    </a>
  );
}

export function Media({ attachment }: { attachment: Attachment }) {
  if (attachment.state !== 'ready') return <Absent attachment={attachment} />;
  switch (attachment.kind) {
    case 'image': case 'sticker': return <Picture attachment={attachment} />;
    case 'audio': return <Sound attachment={attachment} name={nameOf(attachment)} />;
    // eslint-disable-next-line jsx-a11y/media-has-caption
    case 'video': return <video className={styles.film} controls preload="metadata" src={attachment.url} aria-label={nameOf(attachment)} style={placeOf(attachment)} />;
    case 'document': return <Document attachment={attachment} />;
  }
}
