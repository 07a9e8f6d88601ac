// Two letters that stand for a name, and the ground they stand on.

const particles = new Set(['van', 'de', 'der', 'den', 'het', 'ter', 'ten', 'el', 'al', 'la', 'le', 'von', "'t", 'in', 'op']);

function firstLetter(word: string): string {
  return (Array.from(word)[0] ?? '').toLocaleUpperCase();
}

export function initials(name: string): string {
  const words = name.split(/[\s\-_.@]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const telling = words.filter((word, index) => index === 0 || !particles.has(word.toLocaleLowerCase()));
  const [first, last] = [telling[0], telling.length > 1 ? telling[telling.length - 1] : undefined];
  if (!first) return '?';
  if (/^\+?\d+$/.test(first)) return first.slice(-2);
  return firstLetter(first) + (last ? firstLetter(last) : '');
}

export function toneOf(name: string): 0 | 1 | 2 | 3 {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return (sum % 4) as 0 | 1 | 2 | 3;
}
