import { describe, expect, it } from 'vitest';
import { secondsOf, spanOf } from './span';

describe('a length of time', () => {
  it('comes back as it was filled in', () => {
    expect(spanOf(14_400)).toEqual({ count: '4', unit: 'hours' });
    expect(spanOf(172_800)).toEqual({ count: '2', unit: 'days' });
    expect(spanOf(5400)).toEqual({ count: '90', unit: 'minutes' });
    for (const seconds of [60, 3600, 86_400, 5400]) expect(secondsOf(spanOf(seconds))).toBe(seconds);
  });

  it('is none when it is empty', () => {
    expect(secondsOf(spanOf(undefined))).toBe(0);
    expect(secondsOf({ count: ' ', unit: 'days' })).toBe(0);
  });

  it('is a whole number of at most a year', () => {
    expect(secondsOf({ count: '1,5', unit: 'hours' })).toBeUndefined();
    expect(secondsOf({ count: '-4', unit: 'hours' })).toBeUndefined();
    expect(secondsOf({ count: '0', unit: 'hours' })).toBeUndefined();
    expect(secondsOf({ count: '400', unit: 'days' })).toBeUndefined();
  });

  it('of some seconds is at least a minute', () => {
    expect(spanOf(10)).toEqual({ count: '1', unit: 'minutes' });
  });
});
