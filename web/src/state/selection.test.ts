import { beforeEach, describe, expect, it } from 'vitest';
import { clearSelection, selectAll, selected, selectRange, toggle } from './selection';

const rows = ['a', 'b', 'c', 'd', 'e'];

describe('what is chosen', () => {
  beforeEach(clearSelection);

  it('grows and shrinks row by row', () => {
    toggle('b');
    toggle('d');
    toggle('b');

    expect(selected()).toEqual(['d']);
  });

  it('reaches from where it began, upwards as well as down', () => {
    toggle('c');
    selectRange(rows, undefined, 'e');
    expect(selected().toSorted()).toEqual(['c', 'd', 'e']);

    selectRange(rows, undefined, 'b');
    expect(selected().toSorted()).toEqual(['b', 'c', 'd', 'e']);
  });

  it('begins where one stood when nothing was chosen yet', () => {
    selectRange(rows, 'b', 'c');

    expect(selected()).toEqual(['b', 'c']);
  });

  it('can be everything', () => {
    selectAll(rows);

    expect(selected()).toEqual(rows);
  });
});
