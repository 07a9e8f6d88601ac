// The blanks of a canned response: {{contact.first_name}} and the like. What is known is filled in, the rest stays to be
// seen and filled by hand.
import type { Contact, Conversation, Inbox, Me } from '../api/types';
import { contactName } from './contact_name';

export interface Blank {
  from: number;
  to: number;
}

const blank = /\{\{\s*([a-z_]+(?:\.[a-zA-Z0-9_]+)*)\s*\}\}/g;

export function blanksOf(text: string): Blank[] {
  return [...text.matchAll(blank)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

export function filled(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(blank, (whole, name: string) => values[name]?.trim() || whole);
}

// From the caret on, and round again.
export function nextBlank(text: string, caret: number, backwards: boolean): Blank | undefined {
  const blanks = blanksOf(text);
  if (backwards) return blanks.findLast(({ to }) => to < caret) ?? blanks[blanks.length - 1];
  return blanks.find(({ from }) => from >= caret) ?? blanks[0];
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? '';
}

// A stranger has a number or a handle for a name: nobody is addressed by that.
function personalName(name: string): string {
  return /\p{L}/u.test(name) && !name.startsWith('@') ? name : '';
}

export interface Known {
  conversation: Conversation;
  contact: Contact | undefined;
  inbox: Inbox | undefined;
  me: Me;
  greeting: string;
}

function words(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function valuesOf({ conversation, contact, inbox, me, greeting }: Known): Record<string, string | undefined> {
  const name = personalName(contactName(conversation.contact));
  const attributes = Object.entries(contact?.attributes ?? {}).map(([key, value]) => [`attribute.${key}`, words(value)]);
  return {
    ...Object.fromEntries(attributes) as Record<string, string | undefined>,
    'contact.name': name, 'contact.first_name': firstName(name), 'contact.phone': contact?.phone_formatted ?? contact?.phone, 'contact.email': contact?.email,
    'agent.name': me.name, 'agent.first_name': firstName(me.name), 'conversation.number': String(conversation.number), 'inbox.name': inbox?.name, 'time.greeting': greeting,
  };
}
