import { describe, expect, it } from 'vitest';
import type { Message } from '../api/types';
import { lastMail, othersOf, subjectOf } from './mail_people';

const mail = (id: string, email: Message['email'], direction: Message['direction'] = 'in') => ({ id, direction, email }) as Message;
const anna = { address: 'anna@customers.test', name: 'Anna' };
const bob = { address: 'Bob@customers.test' };
const ours = { address: 'service@desk.test' };

describe('people of a mail thread', () => {
  it('are all whom the newest mail names, but us and the customer', () => {
    const thread = [mail('1', { subject: 'Parcel', from: anna, to: [ours] }), mail('2', { subject: 'RE: Parcel', from: anna, to: [ours, bob], cc: [bob, { address: 'carl@customers.test', name: 'Carl' }] }), mail('3', { cc: [bob] }, 'out')];
    expect(othersOf(lastMail(thread), ['Service@desk.test', 'anna@customers.test'])).toEqual([{ address: 'bob@customers.test', name: undefined }, { address: 'carl@customers.test', name: 'Carl' }]);
    expect(subjectOf(thread)).toBe('RE: Parcel');
  });

  it('are nobody where only the customer wrote, or a machine', () => {
    expect(othersOf(lastMail([mail('1', { from: anna, to: [ours] })]), ['service@desk.test', 'anna@customers.test'])).toEqual([]);
    expect(lastMail([mail('1', { from: anna, automatic: 'list' })])).toBeUndefined();
    expect(othersOf(undefined, [])).toEqual([]);
  });

  it('hold somebody else of the house who wrote last', () => {
    expect(othersOf(mail('1', { from: bob, to: [ours] }), ['service@desk.test', 'anna@customers.test'])).toEqual([{ address: 'bob@customers.test', name: undefined }]);
  });
});
