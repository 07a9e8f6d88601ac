import { describe, expect, it } from 'vitest';
import { allEmoji, emojiFor } from './emoji_data';

describe('the emoji', () => {
  it('each have a name in both languages and stand there once', () => {
    expect(allEmoji.filter(({ nl, en }) => nl === '' || en === '')).toEqual([]);
    expect(new Set(allEmoji.map(({ sign }) => sign)).size).toBe(allEmoji.length);
    expect(allEmoji.length).toBeGreaterThan(200);
  });

  it('are found in Dutch and in English, accents or not', () => {
    expect(emojiFor('trein')[0]?.sign).toBe('🚆');
    expect(emojiFor('train')[0]?.sign).toBe('🚆');
    expect(emojiFor('belgie').map(({ sign }) => sign)).toContain('🇧🇪');
    expect(emojiFor('zzzz')).toEqual([]);
  });
});
