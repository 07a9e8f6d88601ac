// In which form a voice is recorded: what this browser writes and the channel takes, the channel's own first.
import type { Capabilities } from '../api/types';

export interface Container {
  // As MediaRecorder names it.
  recorded: string;
  mime: string;
  ending: string;
  // The form into which the server puts it, where the channel does not take it as it is.
  sound?: SoundForm;
}

export type SoundForm = 'audio/ogg' | 'audio/mp4';

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

function takes(mimes: readonly string[], mime: string): boolean {
  return mimes.length === 0 || mimes.includes(mime);
}

// As the channel takes it; else as the browser writes it, for a server that puts it into a form that the channel takes.
export function containerFor(capabilities: Capabilities, writes: (recorded: string) => boolean): Container | undefined {
  const limit = soundLimit(capabilities);
  if (!limit) return undefined;
  const own = containers.find(({ recorded, mime }) => takes(limit.mimes, mime) && writes(recorded));
  if (own || !capabilities.converts_sound) return own;
  const sound = (['audio/ogg', 'audio/mp4'] as const).find((mime) => takes(limit.mimes, mime));
  const recorded = ownContainer(writes);
  return sound && recorded ? { ...recorded, sound } : undefined;
}

export function ownContainer(writes: (recorded: string) => boolean): Container | undefined {
  return containers.find(({ recorded }) => writes(recorded));
}
