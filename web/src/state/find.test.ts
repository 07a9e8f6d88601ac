import { describe, expect, it } from 'vitest';
import { aMessage, anAttachment } from '../test/samples';
import { holds, spansOf } from './find';

describe('what is found in a text', () => {
  it('stands wherever the words do, whatever their capitals and accents', () => {
    expect(spansOf('Café, cafe en CAFÉ', 'cafe')).toEqual([{ from: 0, to: 4 }, { from: 6, to: 10 }, { from: 14, to: 18 }]);
    expect(spansOf('Cafe\u0301 dicht', 'café')).toEqual([{ from: 0, to: 5 }]);
  });

  it('keeps its place behind letters of two units', () => {
    expect(spansOf('🙂🙂 meter', 'METER')).toEqual([{ from: 5, to: 10 }]);
  });

  it('is nothing when nothing is asked', () => {
    expect(spansOf('abc', '  ')).toEqual([]);
  });
});

describe('a message that holds the words', () => {
  it('may have them in the name of a file, but not when it was taken back', () => {
    expect(holds(aMessage({ text: '', attachments: [anAttachment({ name: 'Polis 2026.pdf' })] }), 'polis')).toBe(true);
    expect(holds(aMessage({ text: 'polis', deleted_at: '2026-03-02T09:00:00Z' }), 'polis')).toBe(false);
  });
});
