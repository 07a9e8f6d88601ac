// Operators of the search box, offered while one types the last word.
import { t } from '@lingui/core/macro';

export const operators = ['from', 'inbox', 'channel', 'label', 'assignee', 'team', 'before', 'after', 'has', 'is'] as const;
export type Operator = (typeof operators)[number];

export interface Offer {
  // What the last word becomes.
  word: string;
  hint: string;
}

export interface KnownNames {
  inboxes: readonly string[];
  labels: readonly string[];
  teams: readonly string[];
  people: readonly string[];
  channels: readonly string[];
}

const offersMax = 8;

function hintOf(operator: Operator): string {
  switch (operator) {
    case 'from': return t`who wrote it: a name, a number, me`;
    case 'inbox': return t`where it came in`;
    case 'channel': return t`by which channel`;
    case 'label': return t`the conversation's label`;
    case 'assignee': return t`whose it is: a name, me, none`;
    case 'team': return t`the conversation's team`;
    case 'before': return t`said before a day`;
    case 'after': return t`said on a day or later`;
    case 'has': return t`with files`;
    case 'is': return t`open, resolved, public, a note ...`;
  }
}

function day(ago: number, now: number): string {
  return new Date(now - ago * 86_400_000).toISOString().slice(0, 10);
}

function valuesOf(operator: Operator, known: KnownNames, now: number): readonly string[] {
  switch (operator) {
    case 'from': return ['me', ...known.people];
    case 'inbox': return known.inboxes;
    case 'channel': return known.channels;
    case 'label': return known.labels;
    case 'assignee': return ['me', 'none', ...known.people];
    case 'team': return known.teams;
    case 'before': case 'after': return [day(0, now), day(7, now), day(30, now), day(365, now)];
    case 'has': return ['attachment'];
    case 'is': return ['open', 'pending', 'snoozed', 'resolved', 'public', 'private', 'note'];
  }
}

// From the last space on that stands outside quotes.
function lastWord(typed: string): string {
  let begin = 0;
  let quoted = false;
  for (let at = 0; at < typed.length; at += 1) {
    if (typed[at] === '"') quoted = !quoted;
    else if (typed[at] === ' ' && !quoted) begin = at + 1;
  }
  return typed.slice(begin);
}

function isOperator(name: string): name is Operator {
  return (operators as readonly string[]).includes(name);
}

function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}

export function offersFor(typed: string, known: KnownNames, now: number): Offer[] {
  const word = lastWord(typed);
  const [name = '', value] = word.split(':', 2);
  const begun = name.toLowerCase();
  if (value === undefined) return operators.filter((operator) => operator.startsWith(begun)).map((operator) => ({ word: `${operator}:`, hint: hintOf(operator) }));
  if (!isOperator(begun)) return [];
  const sought = value.replace('"', '').toLowerCase();
  return valuesOf(begun, known, now)
    .filter((one) => one.toLowerCase().startsWith(sought) && quoted(one) !== value)
    .slice(0, offersMax)
    .map((one) => ({ word: `${begun}:${quoted(one)}`, hint: '' }));
}

// An operator alone waits for its value; a whole one is followed by a space.
export function withOffer(typed: string, { word }: Offer): string {
  const rest = typed.slice(0, typed.length - lastWord(typed).length);
  return `${rest}${word}${word.endsWith(':') ? '' : ' '}`;
}

// While a value is still to come, the server is not asked.
export function isWhole(typed: string): boolean {
  const [name = '', value] = lastWord(typed).split(':', 2);
  return !(isOperator(name.toLowerCase()) && (value === '' || value === '"'));
}
