import { describe, expect, it } from 'vitest';
import { initials, toneOf } from './initials';
import { visibleName } from './visible_name';

describe('the name of a file', () => {
  it('shows characters that hide or turn its end', () => {
    expect(visibleName('factuur\u202Efdp.exe')).toBe('factuur␦202Efdp.exe');
    expect(visibleName('a\u200Bb\nc')).toBe('a␦200Bb␦000Ac');
    expect(visibleName('jaarrekening één.pdf')).toBe('jaarrekening één.pdf');
  });
});

describe('initials', () => {
  it.each([['Marieke Jansen', 'MJ'], ['Sanne de Wit', 'SW'], ['Fatima El Amrani', 'FA'], ['noor.fietst', 'NF'], ['+31600000014', '14'], ['', '?'], ['Ünal', 'Ü']])('of %s are %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it('always stand on the same ground', () => {
    expect(toneOf('Marieke Jansen')).toBe(toneOf('Marieke Jansen'));
  });
});
