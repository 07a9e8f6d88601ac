import { describe, expect, it } from 'vitest';
import { signed } from './signature';

describe('a signature', () => {
  it('stands under an e-mail, once', () => {
    const once = signed('Dag', 'email', 'Sanne de Wit\nKlantcontact');

    expect(once).toBe('Dag\n\n-- \nSanne de Wit\nKlantcontact');
    expect(signed(once, 'email', 'Sanne de Wit\nKlantcontact')).toBe(once);
  });

  it('stands nowhere else, and under nothing', () => {
    expect(signed('Dag', 'whatsapp', 'Sanne')).toBe('Dag');
    expect(signed('', 'email', 'Sanne')).toBe('');
    expect(signed('Dag', 'email', ' ')).toBe('Dag');
  });
});
