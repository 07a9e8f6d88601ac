import { describe, expect, it } from 'vitest';
import type { MacroAction } from '../api/types';
import { aConversation } from '../test/samples';
import { actionOf, isReady, moved, newStep, stepsOf, textsOf, undoOf, withoutWords } from './macro_steps';

const now = Date.parse('2026-03-02T09:00:00Z');
const inputOf = (at: Date) => at.toISOString();

describe('a step of a macro', () => {
  it('goes to the server and comes back', () => {
    const actions: MacroAction[] = [
      { type: 'text', text: 'Dag' }, { type: 'note', text: 'Gebeld' }, { type: 'assign', assignee_id: '4' }, { type: 'assign', team_id: null },
      { type: 'labels', add: ['1'], remove: ['2'] }, { type: 'priority', priority: 'urgent' }, { type: 'status', status: 'resolved' },
      { type: 'status', status: 'snoozed', snoozed_until: '2026-03-03T09:00:00.000Z' },
    ];
    expect(actions.flatMap((action) => stepsOf(action, inputOf)).map(actionOf)).toEqual(actions);
  });

  it('is two where one gives to a team and a person at once', () => {
    expect(stepsOf({ type: 'assign', assignee_id: '4', team_id: '7' }, inputOf).map(actionOf)).toEqual([{ type: 'assign', team_id: '7' }, { type: 'assign', assignee_id: '4' }]);
  });

  it('is ready when the server would take it', () => {
    expect(isReady(newStep('text', { text: ' ' }), now)).toBe(false);
    expect(isReady(newStep('note', { text: 'Gebeld' }), now)).toBe(true);
    expect(isReady(newStep('labels'), now)).toBe(false);
    expect(isReady(newStep('labels', { add: ['1'], remove: ['1'] }), now)).toBe(false);
    expect(isReady(newStep('status', { status: 'snoozed' }), now)).toBe(false);
    expect(isReady(newStep('status', { status: 'snoozed', until: '2026-03-02T08:00:00Z' }), now)).toBe(false);
    expect(isReady(newStep('status', { status: 'snoozed', until: '2026-03-03T09:00:00Z' }), now)).toBe(true);
    expect(isReady(newStep('assign'), now)).toBe(true);
  });

  it('moves up and down, and not out of the list', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });
});

describe('the words of a macro', () => {
  it('stand one under another', () => {
    expect(textsOf([{ type: 'text', text: 'Dag' }, { type: 'note', text: 'Gebeld' }, { type: 'text', text: 'Groet' }])).toBe('Dag\n\nGroet');
  });

  it('are taken out again, and nothing else', () => {
    expect(withoutWords('Beste Jan\nDag', 'Dag')).toBe('Beste Jan');
    expect(withoutWords('Dag en meer', 'Dag')).toBe(' en meer');
    expect(withoutWords('Iets anders', 'Dag')).toBe('Iets anders');
    expect(withoutWords('Iets', '')).toBe('Iets');
  });
});

describe('a macro that is taken back', () => {
  const mark = (id: string) => ({ id, name: id, color: '#fff' });

  it('goes back in everything that it changed', () => {
    const before = aConversation({ assignee_id: '4', labels: [mark('1'), mark('2')], priority: 'low' });
    const after = aConversation({ status: 'resolved', team_id: '7', labels: [mark('2'), mark('3')], priority: 'urgent' });
    expect(undoOf(before, after)).toEqual([
      { type: 'status', status: 'open' }, { type: 'assign', assignee_id: '4', team_id: null }, { type: 'priority', priority: 'low' }, { type: 'labels', add: ['1'], remove: ['3'] },
    ]);
  });

  it('has nothing to take back when it changed nothing', () => {
    expect(undoOf(aConversation(), aConversation({ version: 9 }))).toEqual([]);
  });
});
