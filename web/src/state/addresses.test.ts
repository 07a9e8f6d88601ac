import { describe, expect, it } from 'vitest';
import type { ContactIdentity } from '../api/types';
import { lastWrittenTo, otherAddresses } from './addresses';

const of = (id: string, inbox: string, rest: Partial<ContactIdentity> = {}): ContactIdentity => ({ id, inbox_id: inbox, channel: 'whatsapp', kind: 'phone', external_id: id, ...rest });

describe('addresses of a contact', () => {
  it('offers one address for each other inbox, the one that wrote last', () => {
    const identities = [of('1', 'a'), of('2', 'b', { last_inbound_at: '2026-01-01T10:00:00Z' }), of('3', 'b', { last_inbound_at: '2026-01-02T10:00:00Z' }), of('4', 'c')];
    expect(otherAddresses(identities, 'a', [{ id: 'a' }, { id: 'b' }, { id: 'c' }]).map(({ id }) => id)).toEqual(['3', '4']);
  });

  it('leaves out inboxes of others and addresses that were given up', () => {
    const identities = [of('1', 'a'), of('2', 'b', { retired: true }), of('3', 'c')];
    expect(otherAddresses(identities, 'a', [{ id: 'a' }, { id: 'b' }])).toEqual([]);
  });

  it('knows where the customer last wrote', () => {
    expect(lastWrittenTo([of('1', 'a', { last_inbound_at: '2026-01-03T10:00:00Z' }), of('2', 'b', { last_inbound_at: '2026-01-02T10:00:00Z' }), of('3', 'c')])?.id).toBe('1');
    expect(lastWrittenTo([of('1', 'a')])).toBeUndefined();
  });
});
