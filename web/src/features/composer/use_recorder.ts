// The microphone: asked for when somebody records, given back at once afterwards.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAtStake } from '../../state/at_stake';
import type { Container } from '../../state/recording';

export type RecorderState = { kind: 'asking' } | { kind: 'recording'; since: number } | { kind: 'refused'; why: 'denied' | 'absent' };

export interface Recorder {
  state: RecorderState;
  // Ends it and hands over the file.
  stop: () => void;
}

const longestMs = 15 * 60_000;

function nameOf(ending: string): string {
  return `voice-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.${ending}`;
}

function giveBack(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

// The parts keep coming until it stops; then they are one file.
function record(stream: MediaStream, { recorded, mime, ending }: Container, onFile: (file: File) => void): MediaRecorder {
  const recorder = new MediaRecorder(stream, { mimeType: recorded });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => { if (data.size > 0) parts.push(data); };
  recorder.onstop = () => {
    giveBack(stream);
    if (parts.length > 0) onFile(new File(parts, nameOf(ending), { type: mime }));
  };
  recorder.start(1000);
  return recorder;
}

export function useRecorder(container: Container, onFile: (file: File) => void): Recorder {
  const [state, setState] = useState<RecorderState>({ kind: 'asking' });
  const recorder = useRef<MediaRecorder | undefined>(undefined);
  const take = useRef(onFile);
  useEffect(() => { take.current = onFile; });
  useEffect(() => {
    const run = { over: false };
    const begin = async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (run.over) {
        giveBack(stream);
        return;
      }
      recorder.current = record(stream, container, (file) => { if (!run.over) take.current(file); });
      useAtStake.setState({ voice: true });
      setState({ kind: 'recording', since: Date.now() });
    };
    begin().catch((error: unknown) => setState({ kind: 'refused', why: error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'absent' }));
    const late = setTimeout(() => recorder.current?.stop(), longestMs);
    return () => {
      run.over = true;
      useAtStake.setState({ voice: false });
      clearTimeout(late);
      if (recorder.current?.state === 'recording') recorder.current.stop();
    };
  }, [container]);
  const stop = useCallback(() => { if (recorder.current?.state === 'recording') recorder.current.stop(); }, []);
  return { state, stop };
}
