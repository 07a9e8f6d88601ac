import { describe, expect, it } from 'vitest';
import type { Conversation, ViewFilter } from '../api/types';
import { aConversation } from '../test/samples';
import { inboxPath, viewOf } from './route';
import { filterToSave, matches } from './view_filter';

const now = new Date('2026-03-02T10:00:00Z').getTime();
const judging = { myId: '5', now, present: false };
const promise = { at: '2026-03-02T09:00:00Z', user_id: '5' };

describe('a saved view', () => {
  it.each<[string, ViewFilter, Partial<Conversation>, Partial<Conversation>]>([
    ['status', { status: ['open', 'pending'] }, { status: 'pending' }, { status: 'resolved' }],
    ['my own', { assignee: 'me' }, { assignee_id: '5' }, { assignee_id: '6' }],
    ['nobody’s', { assignee: 'none' }, {}, { assignee_id: '5' }],
    ['one of the labels', { label_id: ['1', '2'] }, { labels: [{ id: '2', name: 'a', color: '#000000' }] }, { labels: [] }],
    ['who waits', { waiting: true }, { waiting_since: '2026-03-02T09:00:00Z' }, {}],
    ['what is late', { overdue: true }, { due_at: '2026-03-02T09:59:00Z' }, { due_at: '2026-03-02T10:01:00Z' }],
    ['what is public', { public: true }, { public: true }, { public: false }],
    ['what is private', { public: false }, { public: false }, { public: true }],
    ['my promises', { promised: 'me' }, { promise }, { promise: { ...promise, user_id: '6' } }],
    ['promises of anybody that stand', { promised: 'any' }, { promise: { ...promise, user_id: '6' } }, { promise: { ...promise, kept_at: '2026-03-02T09:30:00Z' } }],
    ['what was not sent', { sending: 'failed' }, { sending: 'failed' }, {}],
    ['what waits for a second person', { awaiting_approval: true }, { awaiting_approval: true }, {}],
    ['what I follow', { participant: 'me' }, { participants: ['4', '5'] }, { participants: ['4'] }],
  ])('holds by %s', (_, filter, inside, outside) => {
    expect(matches(filter, aConversation(inside), judging)).toBe(true);
    expect(matches(filter, aConversation(outside), judging)).toBe(false);
  });

  it('keeps what only the server knows as the server said', () => {
    expect(matches({ mentioned: 'me' }, aConversation(), { ...judging, present: true })).toBe(true);
    expect(matches({ mentioned: 'me' }, aConversation(), judging)).toBe(false);
  });

  it('is made of the list and what narrows it', () => {
    expect(filterToSave({ kind: 'inbox', of: '7', filter: { priority: 'urgent', overdue: true } }, [])).toEqual({ status: ['open'], inbox_id: ['7'], priority: ['urgent'], overdue: true });
    expect(filterToSave({ kind: 'mine' }, [])).toEqual({ status: ['open'], assignee: 'me' });
    expect(filterToSave({ kind: 'to_approve' }, [])).toEqual({ awaiting_approval: true });
  });
});

describe('an address', () => {
  it('carries order and filter and leads back to them', () => {
    const place = { kind: 'team' as const, of: '7', sort: 'newest' as const, filter: { label: '3', priority: 'urgent' as const, waiting: true as const } };

    expect(viewOf(inboxPath(place).slice(1))).toEqual(place);
  });

  it('says public and private', () => {
    for (const isPublic of [true, false]) {
      const place = { kind: 'all' as const, filter: { public: isPublic } };
      expect(viewOf(inboxPath(place).slice(1))).toEqual(place);
    }
    expect(inboxPath({ kind: 'all', filter: { public: false } })).toBe('/all;public=no');
  });

  it('leaves the usual order out', () => {
    expect(inboxPath({ kind: 'mine', sort: 'due' })).toBe('/mine');
  });

  it('does not take words that were searched for as a filter', () => {
    expect(viewOf(inboxPath({ kind: 'search', of: 'a;b=c' }).slice(1))).toEqual({ kind: 'search', of: 'a;b=c' });
  });

  it('drops what is not a filter', () => {
    expect(viewOf('mine;priority=paars')).toEqual({ kind: 'mine' });
  });
});
