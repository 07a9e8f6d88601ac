import { describe, expect, it } from 'vitest';
import { asked, fitting, inserted } from './canned';

const responses = [{ id: '1', shortcut: 'gaslucht', text: 'Ruikt u gas?', version: 1 }, { id: '2', shortcut: 'meter', text: 'De gasmeter hangt in de gang.', version: 1 }];

describe('a canned response', () => {
  it('is asked for by a slash at the beginning or after a space', () => {
    expect(asked('/gas', 4)).toEqual({ from: 0, to: 4, words: 'gas' });
    expect(asked('Dag, /', 6)).toEqual({ from: 5, to: 6, words: '' });
    expect(asked('en/of', 5)).toBeUndefined();
    expect(asked('https://voorbeeld', 17)).toBeUndefined();
  });

  it('is found by its shortcut first, then by its text', () => {
    expect(fitting(responses, 'gas').map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('takes the place of what was typed', () => {
    expect(inserted('Dag, /gas tot ziens', { from: 5, to: 9, words: 'gas' }, 'Ruikt u gas?')).toEqual({ text: 'Dag, Ruikt u gas? tot ziens', caret: 17 });
  });
});
