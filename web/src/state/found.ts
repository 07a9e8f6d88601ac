// What was found, as lines to walk through, and a text with its hits.
import type { Contact, Conversation, SearchItem, SearchResult } from '../api/types';

export type Finding = { kind: 'conversation'; conversation: Conversation } | { kind: 'contact'; contact: Contact } | { kind: 'message'; item: SearchItem };

export function findingKey(finding: Finding): string {
  switch (finding.kind) {
    case 'conversation': return `conversation-${finding.conversation.id}`;
    case 'contact': return `contact-${finding.contact.id}`;
    case 'message': return `message-${finding.item.message_id}`;
  }
}

// Who and which conversation was meant, then what was said. A page may bring what another one held.
export function findings(pages: readonly SearchResult[]): Finding[] {
  const all = [
    ...pages.flatMap(({ conversations }) => conversations.map((conversation): Finding => ({ kind: 'conversation', conversation }))),
    ...pages.flatMap(({ contacts }) => contacts.map((contact): Finding => ({ kind: 'contact', contact }))),
    ...pages.flatMap(({ items }) => items.map((item): Finding => ({ kind: 'message', item }))),
  ];
  const seen = new Set<string>();
  return all.filter((finding) => !seen.has(findingKey(finding)) && seen.add(findingKey(finding)));
}

export interface Piece {
  text: string;
  hit: boolean;
}

// The server counts characters; a string of the browser counts half of some.
export function piecesOf(text: string, hits: readonly { start: number; length: number }[]): Piece[] {
  const characters = Array.from(text);
  const pieces: Piece[] = [];
  let at = 0;
  const upTo = (end: number, hit: boolean) => {
    if (end > at) pieces.push({ text: characters.slice(at, end).join(''), hit });
    at = Math.max(at, end);
  };
  for (const { start, length } of hits) {
    upTo(start, false);
    upTo(start + length, true);
  }
  upTo(characters.length, false);
  return pieces;
}
