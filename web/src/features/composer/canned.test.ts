import { i18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { asked, fitting, inserted, namesFitting, wordsFor } from './canned';
import { variablesFitting } from './variables';

const responses = [{ id: '1', shortcut: 'gaslucht', text: 'Ruikt u gas?', version: 1 }, { id: '2', shortcut: 'meter', text: 'De gasmeter hangt in de gang.', version: 1 }];

describe('a canned response', () => {
  it('is asked for by a slash or two colons at the beginning or after a space', () => {
    expect(asked('/gas', 4)).toEqual({ sign: '/', from: 0, to: 4, words: 'gas' });
    expect(asked('Dag, /', 6)).toEqual({ sign: '/', from: 5, to: 6, words: '' });
    expect(asked('Dag, ::gas', 10)).toEqual({ sign: '/', from: 5, to: 10, words: 'gas' });
    expect(asked('std::string', 11)).toBeUndefined();
    expect(asked('en/of', 5)).toBeUndefined();
    expect(asked('https://voorbeeld', 17)).toBeUndefined();
  });

  it('is found by its shortcut first, then by its text', () => {
    expect(fitting(responses, 'gas').map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('takes the place of what was typed', () => {
    expect(inserted('Dag, /gas tot ziens', { from: 5, to: 9 }, 'Ruikt u gas?')).toEqual({ text: 'Dag, Ruikt u gas? tot ziens', caret: 17 });
  });

  it('has its own words where a channel does', () => {
    const response = { id: '1', shortcut: 'dag', text: 'Goedendag', version: 1, variants: { sms: 'Dag' } };
    expect(wordsFor(response, 'sms')).toBe('Dag');
    expect(wordsFor(response, 'email')).toBe('Goedendag');
  });
});

describe('an article', () => {
  const signs = ['/', '??', ':'] as const;

  it('is asked for by two question marks at the beginning or after a space', () => {
    expect(asked('??', 2, signs)).toEqual({ sign: '??', from: 0, to: 2, words: '' });
    expect(asked('Zie ??slimme meter', 18, signs)).toEqual({ sign: '??', from: 4, to: 18, words: 'slimme meter' });
  });

  it('is not asked for by a question', () => {
    expect(asked('Echt waar??', 11, signs)).toBeUndefined();
    expect(asked('Echt ?? Nee', 11, signs)).toBeUndefined();
    expect(asked('Zo ??ja, dus', 12, signs)).toBeUndefined();
  });

  it('takes the place of what was typed', () => {
    expect(inserted('Zie ??meter', { from: 4, to: 11 }, 'https://voorbeeld.nl/meter')).toEqual({ text: 'Zie https://voorbeeld.nl/meter', caret: 30 });
  });
});

describe('an emoji and a colleague', () => {
  it('are asked for by their own signs', () => {
    expect(asked('Leuk :tre', 9, [':'])).toEqual({ sign: ':', from: 5, to: 9, words: 'tre' });
    expect(asked('om 10:30', 8, [':'])).toBeUndefined();
    expect(asked('Leuk :)', 7, [':'])).toBeUndefined();
    expect(asked('Kijk @Daan Vi', 13, ['/', '@'])).toEqual({ sign: '@', from: 5, to: 13, words: 'Daan Vi' });
    expect(asked('a@b', 3, ['@'])).toBeUndefined();
  });

  it('are found by any part of a name', () => {
    const people = [{ name: 'Daan Visser' }, { name: 'Sanne de Wit' }];
    expect(namesFitting(people, 'vis')).toEqual([people[0]]);
    expect(namesFitting(people, 'de w')).toEqual([people[1]]);
    expect(namesFitting(people, '')).toEqual(people);
  });
});

describe('what is known of the customer', () => {
  beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

  const values = { 'contact.first_name': 'Noor', 'contact.email': '', 'attribute.contract': 'Groen 2027' };

  it('is asked for by one brace, not by a blank', () => {
    expect(asked('Dag {', 5, ['{'])).toEqual({ sign: '{', from: 4, to: 5, words: '' });
    expect(asked('Dag {voor', 9, ['{'])).toEqual({ sign: '{', from: 4, to: 9, words: 'voor' });
    expect(asked('Dag {{contact', 13, ['{'])).toBeUndefined();
    expect(asked('{"a": 1', 7, ['{'])).toBeUndefined();
  });

  it('is found by its name, the desk’s own fields as well, where there is something to put in', () => {
    expect(variablesFitting('', values).map(({ insert }) => insert)).toEqual(['Noor', 'Groen 2027']);
    expect(variablesFitting('contr', values)).toMatchObject([{ name: 'contract', insert: 'Groen 2027' }]);
    expect(variablesFitting('mail', values)).toEqual([]);
  });
});
