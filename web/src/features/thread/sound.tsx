// A voice or another sound, at the pace that this person likes; it is kept for the next one.
import { t } from '@lingui/core/macro';
import { Mic } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Attachment } from '../../api/types';
import { prefer, usePreferences } from '../../state/preferences';
import { numberWords } from '../../ui/number_words';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './message.module.css';

const rates = [1, 1.25, 1.5, 2];

export function Sound({ attachment, name }: { attachment: Attachment; name: string }) {
  const rate = usePreferences((store) => store.soundRate);
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (!audio.current) return;
    audio.current.defaultPlaybackRate = rate;
    audio.current.playbackRate = rate;
  }, [rate]);
  const next = rates[(rates.indexOf(rate) + 1) % rates.length] ?? 1;
  const words = numberWords(rate);
  return (
    <span className={styles.sound}>
      {attachment.voice ? <Icon of={Mic} /> : null}
      {/* A customer's voice has no captions. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <audio ref={audio} controls preload="metadata" src={attachment.url} aria-label={name} />
      <Button size="mini" className={styles.rate} aria-label={t`Speed ${words}, change`} onClick={() => void prefer({ soundRate: next })}>{words}×</Button>
    </span>
  );
}
