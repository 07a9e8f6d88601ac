import { describe, expect, it } from 'vitest';
import { fitted, panned, turned, turnFit, zoomedAt } from './picture_view';

describe('looking at a picture', () => {
  it('keeps what is under the pointer there while it grows', () => {
    const point = { x: 100, y: -40 };
    const once = zoomedAt(fitted, 2, point);
    // Twice as large around the point: the middle moves away by as much as the point stood from it.
    expect(once).toEqual({ scale: 2, x: -100, y: 40, turns: 0 });
    const back = zoomedAt(once, 0.5, point);
    expect(back).toEqual(fitted);
  });

  it('grows and shrinks within bounds', () => {
    expect(zoomedAt(fitted, 1000, { x: 0, y: 0 }).scale).toBe(12);
    expect(zoomedAt(fitted, 0.001, { x: 0, y: 0 }).scale).toBe(0.25);
  });

  it('stands in the middle again when it is turned', () => {
    expect(turned(panned(zoomedAt(fitted, 3, { x: 5, y: 5 }), { x: 9, y: 9 }))).toEqual({ ...fitted, turns: 1 });
    expect(turned({ ...fitted, turns: 3 }).turns).toBe(0);
  });

  it('fits on its side', () => {
    expect(turnFit(1, { width: 800, height: 400 }, { width: 800, height: 400 })).toBe(0.5);
    expect(turnFit(2, { width: 800, height: 400 }, { width: 800, height: 400 })).toBe(1);
  });
});
