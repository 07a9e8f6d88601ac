import { describe, expect, it } from 'vitest';
import type { Conversation } from '../api/types';
import { aConversation } from '../test/samples';
import { compareConversations, placed } from './order';

const minute = (value: number) => `2026-03-02T09:${String(value).padStart(2, '0')}:00Z`;

function lookup(...all: Conversation[]) {
  return (id: string) => all.find((one) => one.id === id);
}

describe('the order of a list', () => {
  it('puts who waits longest first, and who does not wait last', () => {
    const long = aConversation({ id: '1', waiting_since: minute(1) });
    const short = aConversation({ id: '2', waiting_since: minute(9) });
    const none = aConversation({ id: '3', last_activity_at: minute(30) });

    expect([none, short, long].toSorted((l, r) => compareConversations('waiting', l, r)).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('puts priority before waiting', () => {
    const urgent = aConversation({ id: '1', priority: 'urgent' });
    const waiting = aConversation({ id: '2', waiting_since: minute(1) });

    expect(compareConversations('priority', urgent, waiting)).toBeLessThan(0);
  });
});

describe('a change in a list', () => {
  const a = aConversation({ id: '1', last_activity_at: minute(20) });
  const b = aConversation({ id: '2', last_activity_at: minute(10) });

  it('takes a newcomer in where it belongs', () => {
    const c = aConversation({ id: '3', last_activity_at: minute(15) });

    expect(placed({ ids: ['1', '2'] }, c, true, 'newest', lookup(a, b, c)).ids).toEqual(['1', '3', '2']);
  });

  it('moves what changed', () => {
    const later = { ...b, last_activity_at: minute(30) };

    expect(placed({ ids: ['1', '2'] }, later, true, 'newest', lookup(a, later)).ids).toEqual(['2', '1']);
  });

  it('takes out what no longer belongs', () => {
    expect(placed({ ids: ['1', '2'] }, b, false, 'newest', lookup(a, b)).ids).toEqual(['1']);
  });

  it('leaves what lies behind the last loaded row to its page', () => {
    const old = aConversation({ id: '4', last_activity_at: minute(1) });

    expect(placed({ ids: ['1', '2'], cursor: 'next' }, old, true, 'newest', lookup(a, b, old)).ids).toEqual(['1', '2']);
    expect(placed({ ids: ['1', '2'] }, old, true, 'newest', lookup(a, b, old)).ids).toEqual(['1', '2', '4']);
  });

  it('changes nothing when the place stays the same', () => {
    const list = { ids: ['1', '2'] };

    expect(placed(list, { ...a, unread_count: 3 }, true, 'newest', lookup(a, b))).toBe(list);
  });
});
