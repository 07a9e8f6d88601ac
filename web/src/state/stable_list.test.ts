import { describe, expect, it } from 'vitest';
import { emptyList, stabilise, type StableList } from './stable_list';

function standing(shown: string[]): StableList {
  return { shown, waiting: [], gone: new Set() };
}

describe('a list under the pointer', () => {
  it('follows the truth when nobody is in it', () => {
    expect(stabilise(standing(['a', 'b']), ['c', 'b', 'a'], false).shown).toEqual(['c', 'b', 'a']);
  });

  it('keeps its order while someone is in it', () => {
    expect(stabilise(standing(['a', 'b']), ['b', 'a'], true).shown).toEqual(['a', 'b']);
  });

  it('lets newcomers wait behind the bar', () => {
    const list = stabilise(standing(['a', 'b']), ['n', 'a', 'm', 'b'], true);

    expect(list.shown).toEqual(['a', 'b']);
    expect(list.waiting).toEqual(['n', 'm']);
  });

  it('greys what has left instead of taking it away', () => {
    const list = stabilise(standing(['a', 'b', 'c']), ['a', 'c'], true);

    expect(list.shown).toEqual(['a', 'b', 'c']);
    expect([...list.gone]).toEqual(['b']);
  });

  it('lets the next page follow below: that moves nothing', () => {
    expect(stabilise(standing(['a', 'b']), ['a', 'b', 'c', 'd'], true).shown).toEqual(['a', 'b', 'c', 'd']);
  });

  it('shows everything at once when it is let go', () => {
    const held = stabilise(standing(['a', 'b']), ['n', 'a'], true);

    const released = stabilise(held, ['n', 'a'], false);

    expect(released).toEqual({ shown: ['n', 'a'], waiting: [], gone: new Set() });
  });

  it('fills an empty list although the pointer is in it', () => {
    expect(stabilise(emptyList, ['a'], true).shown).toEqual(['a']);
  });

  it('is the same object when nothing changed', () => {
    const held = stabilise(standing(['a', 'b']), ['n', 'a'], true);

    expect(stabilise(held, ['n', 'a'], true)).toBe(held);
  });
});
