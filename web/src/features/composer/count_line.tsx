// Under the box: how much was written, what still fits, whether it is kept, and how people write in this inbox.
import { plural, t } from '@lingui/core/macro';
import { Feather } from 'lucide-react';
import type { Capabilities, ComposeMode } from '../../api/types';
import type { DraftSlot } from '../../state/draft';
import { smsRoom } from '../../state/text_length';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { numberWords } from '../../ui/number_words';
import type { Sending } from './use_sending';
import styles from './composer.module.css';

function savedWords(slot: DraftSlot): string | undefined {
  if (slot.text === '' && slot.attachments.length === 0) return undefined;
  if (slot.failed) return t`draft not saved yet`;
  return slot.dirty || slot.saving ? undefined : t`draft saved`;
}

// How many text messages it becomes, and what still fits; of nothing, nothing is said.
function smsWords(text: string, { tooLong, limit }: Sending): string[] {
  if (text === '') return [];
  const { segments, left, special } = smsRoom(text);
  const most = plural(limit, { one: '# text message', other: '# text messages' });
  return [
    ...(special === undefined ? [] : [t`“${special}” is a special character: less fits in`]),
    tooLong ? t`more than ${most}` : plural(left, { one: '# character left', other: '# characters left' }),
    plural(segments, { one: '# text message', other: '# text messages' }),
  ];
}

export function CountLine({ sending, slot, mode, capabilities, tone }: { sending: Sending; slot: DraftSlot; mode: ComposeMode; capabilities: Capabilities; tone: string | undefined }) {
  const isSms = mode === 'reply' && capabilities.text_unit === 'sms_segments';
  const parts = [
    mode === 'reply' && !isSms ? `${numberWords(sending.length)} / ${numberWords(sending.limit)}` : undefined,
    ...(isSms ? smsWords(slot.text, sending) : []),
    savedWords(slot),
  ].filter(Boolean);
  return <div className={styles.status}>{tone ? <Tone tone={tone} /> : null}<span className={classes(styles.count, sending.tooLong && styles.over)} role={sending.tooLong ? 'alert' : undefined}>{parts.join(' · ')}</span></div>;
}

// How people write in this inbox, told by whoever leads it.
function Tone({ tone }: { tone: string }) {
  return <span className={styles.tone} title={tone}><Icon of={Feather} size={12} /><span className="sr">{t`Tone here:`}</span><span>{tone}</span></span>;
}
