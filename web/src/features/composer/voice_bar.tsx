// While a voice is recorded: how long, and its two ends.
import { t } from '@lingui/core/macro';
import { Check, Mic, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useNow } from '../../state/clock';
import type { Container } from '../../state/recording';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useRecorder, type RecorderState } from './use_recorder';
import styles from './composer.module.css';

function lengthWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function Standing({ state }: { state: RecorderState }) {
  const now = useNow('second');
  switch (state.kind) {
    case 'asking': return <span className="hint">{t`Waiting for the microphone`}</span>;
    case 'recording': return <><Icon of={Mic} className="t-late" /><span>{t`Recording`}</span><span className="num" aria-hidden="true">{lengthWords(now - state.since)}</span></>;
    case 'refused': return <><Icon of={TriangleAlert} className="t-late" /><span>{state.why === 'denied' ? t`The browser may not use the microphone: allow it beside the address.` : t`There is no microphone that works.`}</span></>;
  }
}

export interface VoiceBarProps {
  container: Container;
  onFile: (file: File) => void;
  onClose: () => void;
}

export function VoiceBar({ container, onFile, onClose }: VoiceBarProps) {
  const done = useRef<HTMLButtonElement>(null);
  const { state, stop } = useRecorder(container, (file) => { onFile(file); onClose(); });
  const isRecording = state.kind === 'recording';
  useEffect(() => { if (isRecording) done.current?.focus(); }, [isRecording]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    // Esc works wherever the focus is inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className={styles.voice} role="group" aria-label={t`Voice message`} onKeyDown={onKeyDown}>
      <span className="row" role="status"><Standing state={state} /></span>
      <span className="row end">
        <Button size="sm" variant="ghost" onClick={onClose}><Icon of={X} size={14} />{isRecording ? t`Throw away` : t`Close`}</Button>
        {isRecording ? <Button ref={done} size="sm" onClick={stop}><Icon of={Check} size={14} />{t`Done, attach`}</Button> : null}
      </span>
    </div>
  );
}
