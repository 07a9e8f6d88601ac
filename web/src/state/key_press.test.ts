import { describe, expect, it } from 'vitest';
import { canonical, KeyReader, pressOf, shownKeys } from './key_press';

function press(key: string, more: Partial<KeyboardEvent> = {}, altGraph = false) {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, getModifierState: (name: string) => altGraph && name === 'AltGraph', ...more };
}

describe('a pressed key', () => {
  it.each([
    ['a letter', press('j'), 'j'],
    ['a letter with Shift', press('A', { shiftKey: true }), 'Shift+a'],
    ['a letter with Caps Lock', press('A'), 'a'],
    ['a sign, whatever it takes to type it', press('?', { shiftKey: true }), '?'],
    ['a sign behind AltGr', press('[', { ctrlKey: true, altKey: true }, true), '['],
    ['the space bar', press(' '), 'Space'],
    ['with Ctrl', press('k', { ctrlKey: true }), '$mod+k'],
    ['a named key with Shift', press('Enter', { shiftKey: true, ctrlKey: true }), '$mod+Shift+Enter'],
    ['a letter of another script, by its place', press('о', { code: 'KeyJ' }), 'j'],
  ])('is written down: %s', (_, event, expected) => {
    expect(pressOf(event)).toBe(expected);
  });

  it('has one spelling', () => {
    expect(['G I', 'Shift+A', '$mod+K', '+'].map(canonical)).toEqual(['g i', 'Shift+a', '$mod+k', '+']);
    expect(shownKeys('g i')).toBe('G I');
    expect(shownKeys('$mod+k')).toBe('Ctrl+K');
  });
});

describe('keys after one another', () => {
  const bound = new Set(['g a', 'a', 'j']);

  it('do what the whole says, not what its end says by itself', () => {
    const reader = new KeyReader();

    expect(reader.read('g', bound, 0)).toEqual({ waits: true });
    expect(reader.read('a', bound, 300)).toEqual({ keys: 'g a', waits: false });
    expect(reader.read('a', bound, 600)).toEqual({ keys: 'a', waits: false });
  });

  it('are forgotten after a moment', () => {
    const reader = new KeyReader();
    reader.read('g', bound, 0);

    expect(reader.read('a', bound, 2000).keys).toBe('a');
  });

  it('that lead nowhere do nothing', () => {
    const reader = new KeyReader();
    reader.read('g', bound, 0);

    expect(reader.read('j', bound, 100)).toEqual({ waits: false });
    expect(reader.read('j', bound, 200).keys).toBe('j');
  });
});
