import { describe, expect, it } from 'vitest';
import { areHoursWrong, daysOffOf, hoursFor, hoursOf, typedClock, weekOf, withBreak } from './opening_hours';

const read = (text: string) => { const week = weekOf(text); return week && hoursOf(week); };

describe('opening hours', () => {
  it('are read in both languages and written as the server keeps them', () => {
    expect(read('ma-vr 9:00-17:30')).toBe('mo-fr 09:00-17:30');
    expect(read('Maandag 9.00 - 12.30; do 13:00-17:00')).toBe('mo 09:00-12:30, th 13:00-17:00');
    expect(read('mo-fr 09:00-12:00, mo-fr 13:00-17:00, sa 10:00-14:00')).toBe('mo-fr 09:00-12:00, mo-fr 13:00-17:00, sa 10:00-14:00');
    expect(read('')).toBe('');
  });
  it('go around the week and to midnight', () => {
    expect(read('za-ma 00:00-24:00')).toBe('mo 00:00-24:00, sa-su 00:00-24:00');
  });
  it.each(['ma', 'xx 09:00-17:00', 'ma 9-17', 'ma 09:60-17:00', 'ma 09:00-25:00'])('does not read %s', (text) => expect(weekOf(text)).toBeUndefined());
  it('are wrong when they end before they begin', () => {
    expect(areHoursWrong('mo 17:00-09:00')).toBe(true);
    expect(areHoursWrong('mo 17:00-24:00')).toBe(false);
  });
  it('of a day that is switched on are those of the open day before it', () => {
    const week = weekOf('mo 08:00-12:00') ?? [];
    expect(hoursFor(week, 3)).toEqual([{ from: '08:00', until: '12:00' }]);
    expect(hoursFor(week, 0)).toEqual([{ from: '09:00', until: '17:00' }]);
  });
});

describe('a time', () => {
  it.each([['9', '09:00'], ['930', '09:30'], ['9.30', '09:30'], ['17:30', '17:30'], ['24:00', '00:00'], ['1730', '17:30']])('%s is %s', (typed, read) => expect(typedClock(typed)).toBe(read));
  it.each(['', 'half negen', '25', '9:75'])('“%s” is none', (typed) => expect(typedClock(typed)).toBeUndefined());
});

describe('a break', () => {
  it('is at noon, or in the middle', () => {
    expect(withBreak({ from: '09:00', until: '17:30' })).toEqual([{ from: '09:00', until: '12:00' }, { from: '13:00', until: '17:30' }]);
    expect(withBreak({ from: '18:00', until: '22:00' })).toEqual([{ from: '18:00', until: '19:45' }, { from: '20:15', until: '22:00' }]);
    expect(withBreak({ from: '09:00', until: '00:00' })).toEqual([{ from: '09:00', until: '12:00' }, { from: '13:00', until: '00:00' }]);
  });
});

describe('days off', () => {
  it('are read in either order and sorted', () => expect(daysOffOf('26-12-2026, 2026-12-25')).toEqual(['2026-12-25', '2026-12-26']));
  it('are refused when they are no days', () => expect(daysOffOf('2026-13-40')).toBeUndefined());
});
