import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';
import { compareIds } from './ids';
import { inboxPath, viewOf } from './route';
import { localInput, nextMonday, snoozeMoments, tomorrowMorning } from './snooze';

describe('snoozing', () => {
  it('until tomorrow is nine in the morning, also just after midnight', () => {
    expect(localInput(tomorrowMorning(new Date(2026, 2, 2, 15, 30).getTime()))).toBe('2026-03-03T09:00');
    expect(localInput(tomorrowMorning(new Date(2026, 2, 3, 1, 0).getTime()))).toBe('2026-03-03T09:00');
  });

  it('until Monday is never today', () => {
    expect(localInput(nextMonday(new Date(2026, 2, 2, 8, 0).getTime()))).toBe('2026-03-09T09:00');
    expect(localInput(nextMonday(new Date(2026, 2, 8, 8, 0).getTime()))).toBe('2026-03-09T09:00');
  });
});

describe('trying again', () => {
  it('waits longer each time, up to a bound, and never exactly as long as others', () => {
    expect(backoffMs(0, () => 0)).toBe(250);
    expect(backoffMs(3, () => 1)).toBe(4000);
    expect(backoffMs(50, () => 1)).toBe(20_000);
  });
});

describe('ids', () => {
  it('grow by length, then by letters', () => {
    expect(['12', '9', '100'].toSorted(compareIds)).toEqual(['9', '12', '100']);
  });
});

describe('addresses', () => {
  it.each([{ kind: 'mine' as const }, { kind: 'inbox' as const, of: '12' }, { kind: 'search' as const, of: 'de Wit / 06' }])('lead back to their view', (view) => {
    const slug = inboxPath(view).slice(1);

    expect(viewOf(slug)).toEqual(view);
  });

  it('that mean nothing lead to my work', () => {
    expect(viewOf('iets-anders')).toEqual({ kind: 'mine' });
  });
});

describe('the moments to snooze until', () => {
  it('are each offered once on a Sunday', () => {
    const sunday = new Date(2026, 2, 1, 12).getTime();
    const monday = new Date(2026, 2, 2, 12).getTime();

    expect(snoozeMoments(sunday).map(({ kind }) => kind)).toEqual(['hour', 'morning']);
    expect(snoozeMoments(monday).map(({ kind }) => kind)).toEqual(['hour', 'morning', 'monday']);
  });
});
