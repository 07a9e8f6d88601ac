import { i18n } from '@lingui/core';
import { describe, expect, it } from 'vitest';
import { piecesOf } from './found';
import { isWhole, offersFor, withOffer } from './search_operators';

i18n.loadAndActivate({ locale: 'en', messages: {} });

const known = { inboxes: ['Noord', 'Klantenservice Zuid'], labels: ['Spoed'], teams: ['Nacht'], people: ['Anna Bos'], channels: ['whatsapp', 'email'] };
const now = Date.UTC(2026, 10, 22);
const words = (typed: string) => offersFor(typed, known, now).map(({ word }) => word);

describe('offers for the search box', () => {
  it('begin with all operators, and follow what is typed', () => {
    expect(words('')).toHaveLength(10);
    expect(words('factuur a')).toEqual(['assignee:', 'after:']);
    expect(words('factuur')).toEqual([]);
    expect(words('factuur ')).toHaveLength(10);
  });

  it('are names once the operator stands', () => {
    expect(words('inbox:')).toEqual(['inbox:Noord', 'inbox:"Klantenservice Zuid"']);
    expect(words('inbox:"klanten')).toEqual(['inbox:"Klantenservice Zuid"']);
    expect(words('regen is:re')).toEqual(['is:resolved']);
    expect(words('is:open')).toEqual([]);
    expect(words('after:')).toEqual(['after:2026-11-22', 'after:2026-11-15', 'after:2026-10-23', 'after:2025-11-22']);
    expect(words('kleur:')).toEqual([]);
  });

  it('replace the last word', () => {
    expect(withOffer('factuur in', { word: 'inbox:', hint: '' })).toBe('factuur inbox:');
    expect(withOffer('factuur inbox:"kl', { word: 'inbox:"Klantenservice Zuid"', hint: '' })).toBe('factuur inbox:"Klantenservice Zuid" ');
  });

  it('say when a value is still to come', () => {
    expect(isWhole('factuur inbox:')).toBe(false);
    expect(isWhole('factuur inbox:noord')).toBe(true);
    expect(isWhole('om 12:')).toBe(true);
  });
});

describe('a snippet', () => {
  it('is cut where the server counts, in characters', () => {
    expect(piecesOf('😀 de fiets is weg', [{ start: 5, length: 5 }])).toEqual([{ text: '😀 de ', hit: false }, { text: 'fiets', hit: true }, { text: ' is weg', hit: false }]);
    expect(piecesOf('niets', [])).toEqual([{ text: 'niets', hit: false }]);
  });
});
