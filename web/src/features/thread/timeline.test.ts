import { describe, expect, it } from 'vitest';
import { aMessage } from '../../test/samples';
import { timeline } from './timeline';

const kinds = (entries: ReturnType<typeof timeline>) => entries.map(({ kind }) => kind);

describe('the timeline of a thread', () => {
  it('puts a day before its first message, and what is new before the first unread', () => {
    const items = [aMessage({ id: '1', created_at: '2026-03-01T12:00:00Z' }), aMessage({ id: '2', created_at: '2026-03-02T12:00:00Z' }), aMessage({ id: '3', created_at: '2026-03-02T12:05:00Z' })];

    expect(kinds(timeline(items, '3'))).toEqual(['day', 'message', 'day', 'message', 'unread', 'message']);
  });

  it('folds activity that stands together', () => {
    const activity = (id: string) => aMessage({ id, kind: 'activity' });

    const entries = timeline([aMessage({ id: '1' }), activity('2'), activity('3'), aMessage({ id: '4' }), activity('5')], undefined);

    expect(kinds(entries)).toEqual(['day', 'message', 'activity', 'message', 'activity']);
    expect(entries[2]).toMatchObject({ messages: [{ id: '2' }, { id: '3' }] });
  });
});
