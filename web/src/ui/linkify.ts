// Finds what may become a link in a text. Only https, mailto and tel ever do.

export type TextPart = { text: string } | { text: string; href: string };

// eslint-disable-next-line no-control-regex
const candidate = /(https:\/\/[^\s<>"'\u0000-\u001f\u007f]+)|([\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?\.[\p{L}]{2,24})|((?<![\p{L}\p{N}])\+[1-9](?:[ -]?\d){7,14}(?!\d))/gu;
const trailing = /[.,;:!?'"\])}»”’]+$/;

// A bracket that closes one inside the address belongs to it: /wiki/Delft_(stad).
function trimmed(url: string): string {
  let end = url.length;
  for (;;) {
    const tail = trailing.exec(url.slice(0, end));
    if (!tail) break;
    const last = url[end - 1];
    if (last === ')' && url.slice(0, end).split('(').length >= url.slice(0, end).split(')').length) break;
    end -= 1;
  }
  return url.slice(0, end);
}

function hrefOf(kind: 'url' | 'mail' | 'phone', text: string): string | undefined {
  if (kind === 'mail') return `mailto:${encodeURI(text)}`;
  if (kind === 'phone') return `tel:${text.replaceAll(/[ -]/g, '')}`;
  try {
    const url = new URL(text);
    return url.protocol === 'https:' && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const kind = match[1] ? 'url' : match[2] ? 'mail' : 'phone';
    const found = kind === 'url' ? trimmed(match[0]) : match[0];
    const href = hrefOf(kind, found);
    if (!href) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
