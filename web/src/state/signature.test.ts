import { describe, expect, it } from 'vitest';
import { signed, unsigned } from './signature';

describe('a signature', () => {
  it('stands under an e-mail, once', () => {
    const once = signed('Dag', 'email', 'Sanne de Wit\nKlantcontact');

    expect(once).toBe('Dag\n\n-- \nSanne de Wit\nKlantcontact');
    expect(signed(once, 'email', 'Sanne de Wit\nKlantcontact')).toBe(once);
  });

  it('goes when what was written is taken back', () => {
    expect(unsigned(signed('Dag', 'email', 'Sanne'), ' Sanne ')).toBe('Dag');
    expect(unsigned('Dag, Sanne', 'Sanne')).toBe('Dag, Sanne');
    expect(unsigned('Dag', '')).toBe('Dag');
  });

  it('stands nowhere else, and under nothing', () => {
    expect(signed('Dag', 'whatsapp', 'Sanne')).toBe('Dag');
    expect(signed('', 'email', 'Sanne')).toBe('');
    expect(signed('Dag', 'email', ' ')).toBe('Dag');
  });
});
