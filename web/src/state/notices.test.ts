// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isQuiet, showTitle } from './notices';

const at = (hours: number, minutes = 0) => new Date(2026, 2, 2, hours, minutes);

describe('quiet hours', () => {
  it.each([
    ['in the night', '22:00', '07:00', at(23), true],
    ['towards the morning', '22:00', '07:00', at(6, 59), true],
    ['when they are over', '22:00', '07:00', at(7), false],
    ['in the middle of the day', '12:00', '13:00', at(12, 30), true],
    ['when there are none', '', '', at(3), false],
  ])('hold %s', (_, from, to, now, quiet) => {
    expect(isQuiet(from, to, now)).toBe(quiet);
  });
});

it('the page’s name counts what is unread', () => {
  showTitle(3);
  expect(document.title).toBe('(3) Balie');
  showTitle(0);
  expect(document.title).toBe('Balie');
});
