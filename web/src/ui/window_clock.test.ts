import { describe, expect, it } from 'vitest';
import { ringOf, shortWindowMs } from './window_clock';

const hour = 3_600_000;
const at = (hours: number) => new Date(hours * hour).toISOString();

describe('the reply window', () => {
  it('is as long as the channel says', () => {
    expect(ringOf(0, at(36), undefined, 48)).toEqual({ left: 36 * hour, wholeMs: 48 * hour, isLate: false });
    expect(shortWindowMs(24)).toBe(2 * hour);
    expect(shortWindowMs(48)).toBe(4 * hour);
  });

  it('goes on for a person where the channel allows it', () => {
    expect(ringOf(30 * hour, at(24), at(168), 24)).toEqual({ left: 138 * hour, wholeMs: 144 * hour, isLate: true });
    expect(ringOf(200 * hour, at(24), at(168), 24).left).toBeLessThan(0);
  });
});
