import { describe, expect, it } from 'vitest';
import { madeGeneral, shortcutIn, variantsOf, variantsToKeep } from './canned_words';

const names = { customer: 'Jan de Vries', agent: 'Sanne de Wit' };

describe('a reply that becomes a canned response', () => {
  it('no longer names whom it was for, nor who wrote it', () => {
    expect(madeGeneral('Dag Jan,\nGraag gedaan. Sanne de Wit', names)).toBe('Dag {{contact.first_name}},\nGraag gedaan. {{agent.name}}');
    expect(madeGeneral('Beste Jan de Vries, groet, Sanne', names)).toBe('Beste {{contact.name}}, groet, {{agent.first_name}}');
  });

  it('leaves the signature of its writer behind', () => {
    expect(madeGeneral('Graag gedaan.\n\n-- \nSanne de Wit\nKlantenservice', names)).toBe('Graag gedaan.');
  });

  it('keeps words that only hold a name', () => {
    expect(madeGeneral('Vanaf januari, en in Januari: Jan.', names)).toBe('Vanaf januari, en in Januari: {{contact.first_name}}.');
  });

  it('takes no stranger without a name for everybody', () => {
    expect(madeGeneral('Goedendag', { customer: '', agent: '' })).toBe('Goedendag');
    expect(madeGeneral('Wat kost dat (€ 5)?', { customer: '(€', agent: 'x' })).toBe('Wat kost dat (€ 5)?');
  });
});

describe('a shortcut', () => {
  it('holds letters, digits and hyphens', () => {
    expect(shortcutIn('/gas lucht-2!')).toBe('gaslucht-2');
  });
});

describe('words of a channel', () => {
  it('come back as they were kept', () => {
    expect(variantsToKeep(variantsOf({ x: 'Kort' }))).toEqual({ x: 'Kort' });
  });

  it('are left out when there are none', () => {
    expect(variantsToKeep([{ channel: 'x', text: ' ' }, { channel: 'email', text: ' Lang ' }])).toEqual({ email: 'Lang' });
  });
});
