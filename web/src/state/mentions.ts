// Colleagues who are named in a note. The text holds "@Name" plainly; who is meant follows from it.

export interface Named {
  id: string;
  name: string;
}

export interface MentionSpan {
  from: number;
  to: number;
  id: string;
}

function isLetter(text: string | undefined): boolean {
  return text !== undefined && /[\p{L}\p{N}]/u.test(text);
}

// The longest name wins: "@Anna de Boer" is not "@Anna".
export function mentionSpans(text: string, people: readonly Named[]): MentionSpan[] {
  const byLength = people.toSorted((one, other) => other.name.length - one.name.length);
  const spans: MentionSpan[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (isLetter(text[at - 1])) continue;
    const found = byLength.find(({ name }) => text.startsWith(name, at + 1) && !isLetter(text[at + 1 + name.length]));
    if (found) spans.push({ from: at, to: at + 1 + found.name.length, id: found.id });
  }
  return spans;
}

export function mentionsOf(text: string, people: readonly Named[]): string[] {
  return [...new Set(mentionSpans(text, people).map(({ id }) => id))];
}
