// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { actions, actionGroups, conflictsOf, keysOf } from './action_table';
import { actionWords, keyGroups } from './key_words';

function entry(id: string) {
  const found = actions.find((one) => one.id === id);
  if (!found) throw new Error(`no action ${id}`);
  return found;
}

describe('the table of actions', () => {
  beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

  it('has no action twice and no key twice', () => {
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
    expect([...conflictsOf({})]).toEqual([]);
  });

  it('stands on the sheet whole, in its groups', () => {
    const lines = keyGroups({}).flatMap(({ lines: of }) => of);

    expect(keyGroups({}).map(({ group }) => group)).toEqual(actionGroups);
    expect(lines.map(({ id }) => id).toSorted()).toEqual(actions.map(({ id }) => id).toSorted());
    expect(lines.filter(({ words }) => words === '')).toEqual([]);
    expect(new Set(actions.map(({ id }) => actionWords(id))).size).toBe(actions.length);
  });

  it('takes other keys than the usual ones, and none', () => {
    expect(keysOf(entry('resolve'), { resolve: 'Q' })).toBe('q');
    expect(keysOf(entry('resolve'), { resolve: '' })).toBe('');
    expect(keysOf(entry('send'), { send: 'q' })).toBe('$mod+Enter');
  });

  it('says which keys two actions want, or one that begins another', () => {
    const found = conflictsOf({ resolve: 'r', dark: 'g' });

    expect(found.get('resolve')).toEqual(['reply']);
    expect(found.get('reply')).toEqual(['resolve']);
    expect(found.get('dark')).toContain('mine');
  });
});
