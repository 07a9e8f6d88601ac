// What looks like something private in a text that everybody will read: long numbers, addresses of mail, and what stands
// in this customer's own data.
import type { Contact } from '../api/types';

export interface Fact {
  from: number;
  to: number;
  text: string;
}

const mail = /(?<![@\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
// At least six digits, whatever stands between them, with the letters that a code begins with.
const number = /(?:(?<![\p{L}\p{N}])\p{L}{1,4}[-.]?)?\+?(?:\(0\))?\d(?:[^\p{L}\d\n]{0,4}\d){5,}/gu;
// Moments, prices and the names people have in public may have as many digits, and are no secret.
const harmless = /(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([-/])\d{1,2}\1\d{2,4}|(?:[01]?\d|2[0-3]):[0-5]\d)(?![\d:])|(?:€|EUR)\s?\d+(?:[.,]\d+)*|(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}_]+/gu;
// Shorter ones stand in any sentence.
const leastKnown = 4;

function matches(text: string, pattern: RegExp): Fact[] {
  return [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length, text: match[0] }));
}

// However it is written: with spaces, dots or dashes between.
function asWritten(value: string): RegExp | undefined {
  const letters = value.match(/[\p{L}\p{N}@]/gu) ?? [];
  if (letters.length < leastKnown || !/\p{N}|@.+\./u.test(value)) return undefined;
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters.join('[^\\p{L}\\p{N}\\n]{0,4}')}(?![\\p{L}\\p{N}])`, 'giu');
}

// Those in the order of the text; of two that overlap, the longer one.
function apart(facts: Fact[]): Fact[] {
  const kept: Fact[] = [];
  for (const fact of facts.sort((a, b) => b.text.length - a.text.length)) {
    if (!kept.some(({ from, to }) => fact.from < to && from < fact.to)) kept.push(fact);
  }
  return kept.sort((a, b) => a.from - b.from);
}

export function privateFacts(text: string, known: readonly string[] = []): Fact[] {
  const plain = text.replaceAll(harmless, (moment) => '\n'.repeat(moment.length));
  const own = known.flatMap((value) => { const pattern = asWritten(value); return pattern ? matches(text, pattern) : []; });
  return apart([...own, ...matches(text, mail), ...matches(plain, number)]);
}

// What we know of this customer; by which name somebody is known in public is no secret.
export function knownOf(contact: Contact | undefined): string[] {
  if (!contact) return [];
  const attributes = Object.values(contact.attributes).filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
  const identities = contact.identities.flatMap(({ phone, external_id, username }) => [phone, external_id === username ? undefined : external_id]);
  return [contact.phone, contact.email, ...identities, ...attributes].filter((value) => value !== undefined);
}
