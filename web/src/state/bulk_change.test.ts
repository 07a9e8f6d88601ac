import { describe, expect, it } from 'vitest';
import { aConversation } from '../test/samples';
import { changed, inverse, inverses, type BulkAction } from './bulk_change';

const labels = [{ id: '1', name: 'meter', color: '#aa0000' }, { id: '2', name: 'storing', color: '#00aa00' }];
const [meter, outage] = labels as [typeof labels[0], typeof labels[0]];

describe('one action on many conversations', () => {
  it.each<[string, BulkAction]>([
    ['owner', { type: 'assign', assignee_id: '5' }],
    ['owner taken away', { type: 'assign', assignee_id: null }],
    ['team', { type: 'assign', team_id: '9' }],
    ['status', { type: 'status', status: 'snoozed', snoozed_until: '2026-03-03T09:00:00Z' }],
    ['priority', { type: 'priority', priority: 'urgent' }],
    ['labels', { type: 'labels', add: ['2'], remove: ['1'] }],
  ])('and back leaves the %s as it was', (_, action) => {
    const before = aConversation({ assignee_id: '3', labels: [meter] });

    const after = changed(before, action, labels);

    expect(after).not.toEqual(before);
    expect(changed(after, inverse(before, action), labels)).toEqual(before);
  });

  it('does not take away a label on the way back that stood there before', () => {
    const before = aConversation({ labels: [meter, outage] });
    const action: BulkAction = { type: 'labels', add: ['1', '2'], remove: [] };

    expect(inverse(before, action)).toEqual({ type: 'labels', add: [], remove: [] });
  });

  it('goes back in as few steps as there were states', () => {
    const before = [aConversation({ id: '1', assignee_id: '3' }), aConversation({ id: '2' }), aConversation({ id: '3', assignee_id: '3' })];

    expect(inverses(before, { type: 'assign', assignee_id: '5' }).map(({ ids }) => ids)).toEqual([['1', '3'], ['2']]);
  });
});
