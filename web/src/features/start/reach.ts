// By which inboxes a message can be begun to somebody: by an address that is known, or by a number or mail address.
import type { Contact, ContactIdentity, Inbox } from '../../api/types';

export interface Way {
  inbox: Inbox;
  // As people read it.
  to: string;
  identity?: ContactIdentity;
  kind?: 'phone' | 'email';
}

const byPhone = new Set(['whatsapp', 'twilio', 'messagebird', 'cm']);

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}

// In any spelling; the server reads it as the account's country writes numbers.
export function isPhone(text: string): boolean {
  return /^\+?[\d\s().-]{6,24}$/.test(text.trim()) && text.replaceAll(/\D/g, '').length >= 6;
}

function waysTo(address: string, inboxes: readonly Inbox[]): Way[] {
  if (isEmail(address)) return inboxes.filter(({ channel }) => channel === 'email').map((inbox) => ({ inbox, to: address.trim(), kind: 'email' }));
  if (isPhone(address)) return inboxes.filter(({ channel }) => byPhone.has(channel)).map((inbox) => ({ inbox, to: address.trim(), kind: 'phone' }));
  return [];
}

// Addresses of the contact first, the latest used on top; then what the number and the mail address lead to besides.
export function waysOf(contact: Contact | undefined, typed: string, inboxes: readonly Inbox[], wordsOf: (identity: ContactIdentity) => string): Way[] {
  if (!contact) return waysTo(typed, inboxes);
  const known = contact.identities.filter(({ retired }) => !retired).toSorted((left, right) => (right.last_inbound_at ?? '').localeCompare(left.last_inbound_at ?? ''));
  const ways: Way[] = known.flatMap((identity) => {
    const inbox = inboxes.find(({ id }) => id === identity.inbox_id);
    return inbox?.capabilities.private ? [{ inbox, to: wordsOf(identity), identity }] : [];
  });
  const seen = new Set<string>();
  const once = ways.filter(({ inbox, to }) => { const key = `${inbox.id} ${to}`; const isNew = !seen.has(key); seen.add(key); return isNew; });
  const more = [contact.phone, contact.email].flatMap((address) => (address ? waysTo(address, inboxes) : []));
  return [...once, ...more.filter(({ inbox }) => !once.some((way) => way.inbox.id === inbox.id))];
}

export type Form = 'template' | 'mail' | 'text';

const hourMs = 3_600_000;

// What is written there: who never wrote, or long ago, gets a template where the channel has a window.
export function formOf({ inbox: { channel, capabilities }, identity }: Way, now = Date.now()): Form {
  const heard = identity?.last_inbound_at ? new Date(identity.last_inbound_at).getTime() : 0;
  if (capabilities.templates && now - heard > (capabilities.reply_window_hours ?? 0) * hourMs) return 'template';
  return channel === 'email' ? 'mail' : 'text';
}
