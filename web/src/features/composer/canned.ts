// The slash that asks for a canned response: where it stands in the text, and what fits.
import type { CannedResponse } from '../../api/types';

export interface Asked {
  from: number;
  to: number;
  words: string;
}

// A slash at the beginning or after a space, with what was typed since.
export function asked(text: string, caret: number): Asked | undefined {
  const match = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  if (!match) return undefined;
  const words = match[1] ?? '';
  return { from: caret - words.length - 1, to: caret, words };
}

const most = 8;

export function fitting(responses: CannedResponse[], words: string): CannedResponse[] {
  const sought = words.toLocaleLowerCase();
  const starts = responses.filter(({ shortcut }) => shortcut.toLocaleLowerCase().startsWith(sought));
  const holds = responses.filter((one) => !starts.includes(one) && (one.shortcut.toLocaleLowerCase().includes(sought) || one.text.toLocaleLowerCase().includes(sought)));
  return [...starts, ...holds].slice(0, most);
}

export function inserted(text: string, { from, to }: Asked, response: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + response + text.slice(to), caret: from + response.length };
}
