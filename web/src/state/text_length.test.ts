import { describe, expect, it } from 'vitest';
import { smsSegments, textLength } from './text_length';

describe('the length of a text', () => {
  it.each([
    ['characters', 'één 👍🏽', 6],
    ['utf8_bytes', 'één', 5],
    ['weighted', 'dag 日本', 8],
    ['weighted', 'https://voorbeeld.nl/een/heel/lange/weg', 23],
  ] as const)('in %s of %s is %d', (unit, text, expected) => {
    expect(textLength(text, unit)).toBe(expected);
  });

  it.each([
    ['a'.repeat(160), 1], ['a'.repeat(161), 2], ['a'.repeat(306), 2], ['a'.repeat(307), 3],
    ['€'.repeat(80), 1], ['€'.repeat(81), 2], ['ж'.repeat(70), 1], ['ж'.repeat(71), 2], ['ж'.repeat(135), 3],
  ])('in text messages', (text, expected) => {
    expect(smsSegments(text)).toBe(expected);
  });
});
