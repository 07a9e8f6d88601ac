import { describe, expect, it } from 'vitest';
import { scheduleMoments } from './schedule';

const at = (hours: number) => new Date(2026, 10, 17, hours, 30).getTime();

describe('sending later', () => {
  it('offers an hour, this evening and tomorrow morning', () => {
    const moments = scheduleMoments(at(10), undefined);
    expect(moments.map(({ kind }) => kind)).toEqual(['hour', 'evening', 'morning']);
    expect(moments.map(({ at: moment }) => moment.getHours())).toEqual([11, 19, 9]);
  });

  it('offers no evening that is nearly there or past', () => {
    expect(scheduleMoments(at(18), undefined).map(({ kind }) => kind)).toEqual(['hour', 'morning']);
  });

  it('says which moments are after the reply window', () => {
    const ends = new Date(at(20)).toISOString();
    expect(scheduleMoments(at(10), ends).map(({ tooLate }) => tooLate)).toEqual([false, false, true]);
  });
});
