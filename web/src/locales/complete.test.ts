import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('says everything in Dutch', () => {
  const catalogue = readFileSync(new URL('./nl.po', import.meta.url), 'utf8');
  const entries = [...catalogue.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)];

  expect(entries.length).toBeGreaterThan(400);
  expect(entries.filter(([, , dutch]) => dutch === '').map(([, english]) => english)).toEqual([]);
});

it('knows every word of the source in both languages', () => {
  const ids = (file: string) => [...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/^msgid "(.+)"$/gm)].map(([, id]) => id);

  expect(ids('./nl.po')).toEqual(ids('./en.po'));
});
