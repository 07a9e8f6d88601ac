// In which form a voice is recorded: what this browser writes and the channel takes, the channel's own first.
import type { Capabilities } from '../api/types';

export interface Container {
  // As MediaRecorder names it.
  recorded: string;
  mime: string;
  ending: string;
}

export const containers: readonly Container[] = [
  { recorded: 'audio/ogg;codecs=opus', mime: 'audio/ogg', ending: 'ogg' },
  { recorded: 'audio/mp4;codecs=mp4a.40.2', mime: 'audio/mp4', ending: 'm4a' },
  { recorded: 'audio/webm;codecs=opus', mime: 'audio/webm', ending: 'webm' },
];

function soundLimit({ media }: Capabilities) {
  return media.find(({ kind }) => kind === 'audio');
}

export function takesSound(capabilities: Capabilities): boolean {
  return soundLimit(capabilities) !== undefined;
}

// The kinds of sound that the channel takes, as people call them.
export function soundsTaken(capabilities: Capabilities): string[] {
  return (soundLimit(capabilities)?.mimes ?? []).map((mime) => mime.split('/')[1] ?? mime);
}

export function containerFor(capabilities: Capabilities, writes: (recorded: string) => boolean): Container | undefined {
  const limit = soundLimit(capabilities);
  if (!limit) return undefined;
  return containers.find(({ recorded, mime }) => (limit.mimes.length === 0 || limit.mimes.includes(mime)) && writes(recorded));
}

export function ownContainer(writes: (recorded: string) => boolean): Container | undefined {
  return containers.find(({ recorded }) => writes(recorded));
}
