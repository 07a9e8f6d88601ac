// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isLooking } from './looking';

describe('looking at a screen', () => {
  it('is what somebody does who sees and touches it', () => {
    expect(isLooking(true, false, 0)).toBe(true);
    expect(isLooking(true, false, 299_999)).toBe(true);
  });

  it('ends when it is out of sight, hangs on a wall or is left alone', () => {
    expect(isLooking(false, false, 0)).toBe(false);
    expect(isLooking(true, true, 0)).toBe(false);
    expect(isLooking(true, false, 300_000)).toBe(false);
  });
});
