// A customer's or colleague's words: text as text, and nothing but safe links in it.
import { useMemo } from 'react';
import { linkify } from './linkify';

export function LinkedText({ text }: { text: string }) {
  const parts = useMemo(() => linkify(text), [text]);
  return parts.map((part, index) => ('href' in part
    ? <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.text}</a>
    : part.text));
}
