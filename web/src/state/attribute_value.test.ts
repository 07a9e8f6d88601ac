import { describe, expect, it } from 'vitest';
import { isFitting, typedOf, valueOf } from './attribute_value';

describe('a field of the account', () => {
  it('keeps its type', () => {
    expect(valueOf('number', '3,5')).toBe(3.5);
    expect(valueOf('boolean', 'false')).toBe(false);
    expect(valueOf('date', '2026-12-01')).toBe('2026-12-01');
    expect(valueOf('text', '  ')).toBeNull();
  });

  it('does not take what is not of its type', () => {
    expect(isFitting('number', 'drie')).toBe(false);
    expect(isFitting('link', 'javascript:alert(1)')).toBe(false);
    expect(isFitting('link', 'https://voorbeeld.nl/a')).toBe(true);
    expect(isFitting('text', 'alles')).toBe(true);
  });

  it('comes back as it was typed', () => {
    expect([typedOf(3.5), typedOf(false), typedOf('x'), typedOf(undefined)]).toEqual(['3.5', 'false', 'x', '']);
  });
});
