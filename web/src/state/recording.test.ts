import { describe, expect, it } from 'vitest';
import { whatsappLike } from '../test/samples';
import { containerFor, soundsTaken, takesSound } from './recording';

const channel = whatsappLike({ media: [{ kind: 'audio', bytes_max: 16_000_000, mimes: ['audio/mp4', 'audio/ogg'] }] });

describe('a voice', () => {
  it('is recorded in what both the browser writes and the channel takes', () => {
    expect(containerFor(channel, () => true)?.ending).toBe('ogg');
    expect(containerFor(channel, (recorded) => recorded.startsWith('audio/mp4'))?.ending).toBe('m4a');
    expect(containerFor(channel, (recorded) => recorded.startsWith('audio/webm'))).toBeUndefined();
  });

  it('is put into the form that the channel takes where the server can', () => {
    const webm = (recorded: string) => recorded.startsWith('audio/webm');

    expect(containerFor({ ...channel, converts_sound: true }, webm)).toMatchObject({ ending: 'webm', sound: 'audio/ogg' });
    expect(containerFor({ ...channel, converts_sound: true }, () => true)?.sound).toBeUndefined();
    expect(containerFor({ ...whatsappLike({ media: [{ kind: 'audio', bytes_max: 1, mimes: ['audio/mp4'] }] }), converts_sound: true }, webm)?.sound).toBe('audio/mp4');
    expect(containerFor({ ...whatsappLike({ media: [{ kind: 'audio', bytes_max: 1, mimes: ['audio/aac'] }] }), converts_sound: true }, webm)).toBeUndefined();
  });

  it('is not recorded for a channel without sound', () => {
    expect(takesSound(whatsappLike())).toBe(false);
    expect(containerFor(whatsappLike(), () => true)).toBeUndefined();
    expect(soundsTaken(channel)).toEqual(['mp4', 'ogg']);
  });
});
