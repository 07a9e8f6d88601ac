// The files that go along: ready, on their way, or refused with the reason.
import { t } from '@lingui/core/macro';
import { FileText, Image, Mic, RotateCw, X } from 'lucide-react';
import type { Attachment } from '../../api/types';
import { attachToDraft, slotOf } from '../../state/drafts';
import { dropUpload, uploadAgain, useUploads, type Upload } from '../../state/uploads';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { bytesWords } from '../../ui/number_words';
import { serverWords } from '../../ui/server_words';
import { visibleName } from '../../ui/visible_name';
import styles from './composer.module.css';

// What was recorded can be heard before it goes.
function Listen({ attachment, name }: { attachment: Attachment; name: string }) {
  // eslint-disable-next-line jsx-a11y/media-has-caption
  return <audio controls preload="metadata" src={attachment.url} aria-label={name} />;
}

function FileChip({ attachment, draft }: { attachment: Attachment; draft: string }) {
  const name = visibleName(attachment.name);
  const remove = () => attachToDraft(draft, slotOf(draft).attachments.filter(({ id }) => id !== attachment.id));
  return (
    <span className={styles.file}>
      <Icon of={attachment.kind === 'image' ? Image : attachment.kind === 'audio' ? Mic : FileText} />
      {attachment.kind === 'audio' ? <Listen attachment={attachment} name={name} /> : <span className="clip">{name}</span>}
      {attachment.bytes === undefined ? null : <span className="hint num">{bytesWords(attachment.bytes)}</span>}
      <IconButton of={X} size="mini" iconSize={12} label={t`Remove ${name}`} onClick={remove} />
    </span>
  );
}

function faultWords(upload: Upload): string {
  return upload.fault === 'network' ? t`upload broke off` : (upload.problem ? serverWords(upload.problem) : t`refused`);
}

function UploadChip({ upload }: { upload: Upload }) {
  const name = visibleName(upload.file.name);
  const share = Math.round(upload.share * 100);
  return (
    <span className={classes(styles.file, upload.fault && styles.bad)}>
      <Icon of={FileText} />
      <span className="clip">{name}</span>
      <span className="num" role={upload.fault ? 'alert' : undefined}>{upload.fault ? faultWords(upload) : `${share}%`}</span>
      {upload.fault === 'network' ? <IconButton of={RotateCw} size="mini" iconSize={12} label={t`Retry ${name}`} onClick={() => uploadAgain(upload.id)} /> : null}
      <IconButton of={X} size="mini" iconSize={12} label={t`Remove ${name}`} onClick={() => dropUpload(upload.id)} />
      {upload.fault ? null : <span className={styles.share} role="progressbar" aria-label={name} aria-valuenow={share} aria-valuemin={0} aria-valuemax={100} style={{ width: `${share}%` }} />}
    </span>
  );
}

export function Files({ attachments, draft }: { attachments: Attachment[]; draft: string }) {
  const all = useUploads((store) => store.uploads);
  const uploads = all.filter((upload) => upload.draft === draft);
  if (attachments.length === 0 && uploads.length === 0) return null;
  return (
    <div className={styles.files}>
      {attachments.map((attachment) => <FileChip key={attachment.id} attachment={attachment} draft={draft} />)}
      {uploads.map((upload) => <UploadChip key={upload.id} upload={upload} />)}
    </div>
  );
}
