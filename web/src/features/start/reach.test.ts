import { describe, expect, it } from 'vitest';
import type { Contact, Inbox } from '../../api/types';
import { formOf, isEmail, isPhone, waysOf } from './reach';

const inbox = (id: string, channel: string, more: object = {}) => ({ id, channel, name: channel, capabilities: { private: true, templates: channel === 'whatsapp', ...more } }) as unknown as Inbox;
const inboxes = [inbox('1', 'whatsapp'), inbox('2', 'twilio'), inbox('3', 'email'), inbox('4', 'messenger'), inbox('5', 'facebook', { private: false })];
const contact = (more: object) => ({ id: '7', name: 'Noor', identities: [], ...more }) as unknown as Contact;
const words = ({ external_id: id }: { external_id: string }) => id;

describe('an address', () => {
  it.each(['06-12345678', '+31 (0)6 12345678', '0031612345678'])('%s is a number', (text) => expect(isPhone(text)).toBe(true));
  it.each(['Noor', '12345', 'klant-12', '06 twaalf'])('%s is none', (text) => expect(isPhone(text)).toBe(false));
  it('is a mail address', () => { expect(isEmail(' noor@example.org ')).toBe(true); expect(isEmail('noor@')).toBe(false); });
});

describe('ways to somebody', () => {
  it('lead from what was typed to the inboxes that take it', () => {
    expect(waysOf(undefined, '06-12345678', inboxes, words).map((way) => way.inbox.id)).toEqual(['1', '2']);
    expect(waysOf(undefined, 'noor@example.org', inboxes, words).map((way) => way.inbox.id)).toEqual(['3']);
    expect(waysOf(undefined, 'Noor', inboxes, words)).toEqual([]);
  });
  it('begin with the address that wrote last, and name each inbox once', () => {
    const noor = contact({ phone: '+31612345678', email: 'noor@example.org', identities: [
      { id: 'a', inbox_id: '4', channel: 'messenger', kind: 'psid', external_id: '900', last_inbound_at: '2026-01-01T00:00:00Z' },
      { id: 'b', inbox_id: '1', channel: 'whatsapp', kind: 'phone', external_id: '31612345678', last_inbound_at: '2026-02-01T00:00:00Z' },
      { id: 'c', inbox_id: '2', channel: 'twilio', kind: 'phone', external_id: '31600000000', retired: true },
      { id: 'd', inbox_id: '5', channel: 'facebook', kind: 'facebook_user', external_id: '1' },
    ] });
    const ways = waysOf(noor, '', inboxes, words);
    expect(ways.map((way) => [way.inbox.id, way.identity?.id, way.kind])).toEqual([['1', 'b', undefined], ['4', 'a', undefined], ['2', undefined, 'phone'], ['3', undefined, 'email']]);
  });
  it('ask for what their channel takes', () => expect(waysOf(undefined, '06-12345678', inboxes, words).map((way) => formOf(way))).toEqual(['template', 'text']));
  it('ask for no template while the window is open', () => {
    const noor = contact({ identities: [{ id: 'b', inbox_id: '1', channel: 'whatsapp', kind: 'phone', external_id: '31612345678', last_inbound_at: '2026-02-01T00:00:00Z' }] });
    const [way] = waysOf(noor, '', [inbox('1', 'whatsapp', { reply_window_hours: 24 })], words);
    expect(way && formOf(way, Date.parse('2026-02-01T23:00:00Z'))).toBe('text');
    expect(way && formOf(way, Date.parse('2026-02-02T01:00:00Z'))).toBe('template');
  });
});
