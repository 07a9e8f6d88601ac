// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isWriting, mayRun } from './keyboard';

const free = { writing: false, elsewhere: false, inThread: false, opening: false, singleKeys: true };

describe('a key', () => {
  it('of one letter works outside text only', () => {
    expect(mayRun({ keys: 'r' }, free)).toBe(true);
    expect(mayRun({ keys: 'r' }, { ...free, writing: true })).toBe(false);
  });

  it('that works everywhere works while writing', () => {
    expect(mayRun({ keys: '$mod+k', everywhere: true }, { ...free, writing: true })).toBe(true);
  });

  it('of one letter can be switched off; the others stay', () => {
    expect(mayRun({ keys: 'g i' }, { ...free, singleKeys: false })).toBe(false);
    expect(mayRun({ keys: 'Shift+A' }, { ...free, singleKeys: false })).toBe(false);
    expect(mayRun({ keys: '$mod+k', everywhere: true }, { ...free, singleKeys: false })).toBe(true);
  });

  it('of the conversation is the browser\'s elsewhere', () => {
    expect(mayRun({ keys: '$mod+f', inThread: true }, { ...free, inThread: true })).toBe(true);
    expect(mayRun({ keys: '$mod+f', inThread: true }, free)).toBe(false);
  });

  it('belongs to the menu or dialog that has the focus', () => {
    expect(mayRun({ keys: 'e' }, { ...free, elsewhere: true })).toBe(false);
  });

  it('of one letter is for what is being opened', () => {
    expect(mayRun({ keys: 'e' }, { ...free, opening: true })).toBe(false);
    expect(mayRun({ keys: '$mod+k', everywhere: true }, { ...free, opening: true })).toBe(true);
  });

  it('knows where one writes', () => {
    const button = document.createElement('button');
    const box = document.createElement('textarea');
    const tick = document.createElement('input');
    tick.type = 'checkbox';

    expect([box, button, tick].map(isWriting)).toEqual([true, false, false]);
  });
});
