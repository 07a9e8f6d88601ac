// What is asked for while one types: a canned response by a slash or two colons, an article by two question marks, a colleague by @, an
// emoji by a colon, what is known of the customer by a brace.
import type { CannedResponse } from '../../api/types';

export interface Asked {
  sign: Sign;
  from: number;
  to: number;
  words: string;
}

export type Sign = '/' | '??' | '@' | ':' | '{';

const patterns: Record<Sign, RegExp> = {
  '/': /(?:^|\s)(?:\/|::)([\p{L}\p{N}_-]*)$/u,
  // A title has several words; another sign ends the question.
  '??': /(?:^|\s)\?\?((?:[\p{L}\p{N}][\p{L}\p{N}_' -]{0,60})?)$/u,
  '@': /(?:^|[\s(])@([\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+){0,2})$/u,
  // Two letters at least: 10:30 and :) ask for nothing.
  ':': /(?:^|\s):(\p{L}[\p{L}\p{N}_-]+)$/u,
  // Two of them begin a blank that is still to be filled.
  '{': /(?:^|[^{])\{([\p{L}\p{N}_ ]{0,30})$/u,
};

// A sign at the beginning or after a space, with what was typed since.
export function asked(text: string, caret: number, signs: readonly Sign[] = ['/']): Asked | undefined {
  for (const sign of signs) {
    const words = patterns[sign].exec(text.slice(0, caret))?.[1];
    if (words === undefined) continue;
    const begin = caret - words.length;
    return { sign, from: begin - (text.slice(0, begin).endsWith('::') ? 2 : sign.length), to: caret, words };
  }
  return undefined;
}

const most = 8;

export function fitting(responses: CannedResponse[], words: string): CannedResponse[] {
  const sought = words.toLocaleLowerCase();
  const starts = responses.filter(({ shortcut }) => shortcut.toLocaleLowerCase().startsWith(sought));
  const holds = responses.filter((one) => !starts.includes(one) && (one.shortcut.toLocaleLowerCase().includes(sought) || one.text.toLocaleLowerCase().includes(sought)));
  return [...starts, ...holds].slice(0, most);
}

// A channel may have its own words for it.
export function wordsFor(response: CannedResponse, channel: string): string {
  return response.variants?.[channel] ?? response.text;
}

export function namesFitting<Person extends { name: string }>(people: readonly Person[], words: string): Person[] {
  const sought = words.toLocaleLowerCase();
  return people.filter(({ name }) => name.toLocaleLowerCase().split(' ').some((part, place, parts) => parts.slice(place).join(' ').startsWith(sought) && part !== '')).slice(0, most);
}

export function inserted(text: string, { from, to }: Pick<Asked, 'from' | 'to'>, words: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + words + text.slice(to), caret: from + words.length };
}
