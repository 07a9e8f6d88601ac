import { describe, expect, it } from 'vitest';
import { dueOf } from './due_clock';

const now = new Date('2026-03-02T10:00:00Z').getTime();
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

describe('what is owed', () => {
  it('presses in the last fifth of its time', () => {
    expect(dueOf(now, at(21), at(-79))).toMatchObject({ isShort: false, isLate: false });
    expect(dueOf(now, at(19), at(-81))).toMatchObject({ isShort: true, isLate: false });
  });

  it('presses in its last quarter of an hour when nobody knows when it began', () => {
    expect(dueOf(now, at(16), undefined).isShort).toBe(false);
    expect(dueOf(now, at(14), undefined).isShort).toBe(true);
  });

  it('is late from its moment on', () => {
    expect(dueOf(now, at(0), undefined)).toMatchObject({ isLate: true, isShort: false });
    expect(dueOf(now, at(-12), at(-60)).isLate).toBe(true);
  });
});
