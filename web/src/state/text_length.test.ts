import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { smsRoom, smsSegments, textLength } from './text_length';

describe('the length of a text', () => {
  it.each([
    ['characters', 'één 👍🏽', 6],
    ['utf8_bytes', 'één', 5],
    ['weighted', 'dag 日本', 8],
    ['weighted', '👨‍👩‍👧‍👦', 2], ['weighted', '👍🏽', 2], ['weighted', '🇳🇱', 2], ['weighted', 'café'.normalize('NFD'), 4], ['weighted', '€ 5', 4],
    ['weighted', 'https://voorbeeld.nl/een/heel/lange/weg', 23],
  ] as const)('in %s of %s is %d', (unit, text, expected) => {
    expect(textLength(text, unit)).toBe(expected);
  });

  it.each([
    ['a'.repeat(160), 1], ['a'.repeat(161), 2], ['a'.repeat(306), 2], ['a'.repeat(307), 3],
    ['€'.repeat(80), 1], ['€'.repeat(81), 2], ['ж'.repeat(70), 1], ['ж'.repeat(71), 2], ['ж'.repeat(135), 3],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3], ['😀'.repeat(35), 1], ['😀'.repeat(36), 2], ['ë', 1], ['ë'.repeat(71), 2],
  ])('in text messages', (text, expected) => {
    expect(smsSegments(text)).toBe(expected);
  });

  it.each([
    ['a'.repeat(10), { segments: 1, left: 150, special: undefined }],
    ['a'.repeat(161), { segments: 2, left: 145, special: undefined }],
    ['☀', { segments: 1, left: 69, special: '☀' }],
    [`zon ☀ ${'a'.repeat(70)}`, { segments: 2, left: 58, special: '☀' }],
  ])('leaves room in a text message', (text, expected) => {
    expect(smsRoom(text)).toEqual(expected);
  });

  // Counted by the platforms' own libraries; only where the shared reference material is.
  const vectors = '../../shared/vectors/signature_and_length_vectors.json';
  it.skipIf(!existsSync(vectors))('is what the platforms count', () => {
    const all = JSON.parse(readFileSync(vectors, 'utf8')) as Vector[] | { vectors: Vector[] };
    const counted = (Array.isArray(all) ? all : all.vectors).filter(({ kind }) => kind === 'sms' || kind === 'tweetlen');
    expect(counted.length).toBeGreaterThan(20);
    for (const { name, kind, text, expected } of counted) {
      expect(kind === 'sms' ? smsSegments(text) : textLength(text, 'weighted'), name).toBe(kind === 'sms' ? expected.segments : expected.weightedLength);
    }
  });
});

interface Vector {
  name: string;
  kind: string;
  text: string;
  expected: { segments?: number; weightedLength?: number };
}
