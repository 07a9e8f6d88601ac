import { describe, expect, it } from 'vitest';
import { isOfUse } from './settings_of_use';
import { withServers } from './mail_provider';

const plain = { secret: false, required: true, address: false };
const fields = [
  { ...plain, name: 'auth', usual: 'password' },
  { ...plain, name: 'provider', when: { setting: 'auth', value: 'oauth' } },
  { ...plain, name: 'tenant', when: { setting: 'provider', value: 'microsoft' } },
  { ...plain, name: 'imap_password', when: { setting: 'auth', value: 'password' } },
];
const used = (values: Record<string, string>) => fields.filter((field) => isOfUse(field, fields, values)).map(({ name }) => name);

describe('settings of use', () => {
  it('hang on what others say', () => {
    expect(used({})).toEqual(['auth', 'imap_password']);
    expect(used({ provider: 'microsoft' })).toEqual(['auth', 'imap_password']);
    expect(used({ auth: 'oauth', provider: 'google' })).toEqual(['auth', 'provider']);
    expect(used({ auth: 'oauth', provider: 'microsoft' })).toEqual(['auth', 'provider', 'tenant']);
  });
});

describe('servers of a provider', () => {
  it('are filled in where nobody typed others', () => {
    expect(withServers({}, 'microsoft')).toMatchObject({ imap_host: 'outlook.office365.com', smtp_security: 'starttls' });
    expect(withServers(withServers({}, 'microsoft'), 'google')).toMatchObject({ imap_host: 'imap.gmail.com', smtp_security: '' });
    expect(withServers({ imap_host: 'mail.shop.example' }, 'google')).toEqual({ imap_host: 'mail.shop.example', provider: 'google' });
  });
});
