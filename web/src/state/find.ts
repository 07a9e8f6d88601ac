// Searching within one conversation: which, for what, and where the words stand in a text. Accents and capitals are
// of no account.
import { create } from 'zustand';
import type { Message } from '../api/types';

interface FindStore {
  // The conversation that is searched.
  in: string | undefined;
  words: string;
}

export const useFind = create<FindStore>(() => ({ in: undefined, words: '' }));

export function findIn(conversationId: string | undefined): void {
  useFind.setState({ in: conversationId, words: '' });
}

export interface Span {
  from: number;
  to: number;
}

function foldedLetter(letter: string): string {
  return letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}

// The text as it is compared, and for each of its units the place in the text it came from.
function folded(text: string): { folded: string; places: number[] } {
  let result = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = foldedLetter(letter);
    for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
    result += plain;
    at += letter.length;
  }
  places.push(text.length);
  return { folded: result, places };
}

export function spansOf(text: string, words: string): Span[] {
  const sought = folded(words.trim()).folded;
  if (sought === '') return [];
  const { folded: within, places } = folded(text);
  const spans: Span[] = [];
  for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + sought.length)) {
    const last = places[at + sought.length - 1] ?? 0;
    // The whole of the last letter, with the accents that stand by themselves behind it.
    const to = places.find((place, index) => index >= at + sought.length && place > last) ?? text.length;
    spans.push({ from: places[at] ?? 0, to });
  }
  return spans;
}

export function holds({ text, attachments, email, deleted_at: gone, kind }: Message, words: string): boolean {
  if (gone || kind === 'activity') return false;
  return [text, email?.subject ?? '', ...attachments.map(({ name }) => name)].some((one) => spansOf(one, words).length > 0);
}
