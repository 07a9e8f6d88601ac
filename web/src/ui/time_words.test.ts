// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { speak } from '../state/words';
import { bytesWords, numberWords } from './number_words';
import { dayWords, durationWords, momentWords, preciseWords, waitingWords } from './time_words';

const minute = 60_000;
const hour = 60 * minute;
const now = new Date(2026, 10, 24, 9, 42).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

describe('times in Dutch', () => {
  beforeEach(() => speak('nl'));

  it.each([[30_000, 'nu'], [4 * minute, '4 min'], [5 * hour, '5 u'], [47 * hour, '47 u'], [72 * hour, '3 d'], [-minute, 'nu']])('of %d ms are short', (ms, expected) => {
    expect(durationWords(ms)).toBe(expected);
  });

  it('count minutes where they matter', () => {
    expect(preciseWords(23 * hour + 40 * minute)).toBe('23 u 40 min');
    expect(preciseWords(2 * hour)).toBe('2 u');
    expect(waitingWords(12_000)).toBe('12 s');
  });

  it('name days as people do', () => {
    expect(dayWords(at(2026, 10, 24, 1, 0), now)).toBe('Vandaag');
    expect(dayWords(at(2026, 10, 23, 23, 59), now)).toBe('Gisteren');
    expect(dayWords(at(2026, 10, 18, 15, 58), now)).toBe('Woensdag 18 november');
    expect(dayWords(at(2025, 10, 18, 15, 58), now)).toBe('Dinsdag 18 november 2025');
  });

  it('say when, near and far', () => {
    expect(momentWords(at(2026, 10, 24, 10, 0), now)).toBe('10:00');
    expect(momentWords(at(2026, 10, 25, 9, 0), now)).toBe('morgen 09:00');
    expect(momentWords(at(2026, 11, 1, 10, 0), now)).toBe('di 1 dec 10:00');
  });

  it('write numbers with a point and sizes with a comma', () => {
    expect(numberWords(1412)).toBe('1.412');
    expect(bytesWords(1_800_000)).toBe('1,8 MB');
    expect(bytesWords(214_000)).toBe('214 kB');
  });
});

describe('times in English', () => {
  beforeEach(() => speak('en'));

  it('are English', () => {
    expect(durationWords(5 * hour)).toBe('5 h');
    expect(numberWords(1412)).toBe('1,412');
    expect(dayWords(at(2026, 10, 18, 15, 58), now)).toBe('Wednesday 18 November');
  });
});
