// Which settings a channel takes, and what of a filled-in form has to be sent.
import type { ChannelOffer, Inbox } from '../../api/types';
import { isOfUse } from './settings_of_use';
import { hasPlatform } from './verify_token';
import { isMadeByDesk } from './webhook_secret';

export interface Setting {
  name: string;
  required: boolean;
  secret: boolean;
  // What stands there now; a secret that is set is not shown.
  value: string;
  isSet: boolean;
}

// What the channel takes, filled in or not. What the desk makes itself, and the code that is renewed below, are no fields.
// `typed`: what is not saved yet, on which others may hang.
export function settingsOf(inbox: Inbox, offers: ChannelOffer[], typed: Record<string, string> = {}): Setting[] {
  const offered = offers.find(({ channel }) => channel === inbox.channel)?.settings ?? [];
  const isShown = (name: string) => name !== 'verify_token' && !isMadeByDesk(name) && (name !== 'api_base' || hasPlatform(inbox.channel));
  return offered.filter((field) => isShown(field.name) && isOfUse(field, offered, { ...inbox.settings, ...typed })).map(({ name, required, secret }) => {
    const value = inbox.settings?.[name] ?? '';
    return { name, required, secret, value, isSet: secret ? (inbox.secrets_set ?? []).includes(name) : value !== '' };
  });
}

// Only what differs is sent: new words, or null for what is emptied. An empty secret is left as it is; it is cleared by name.
export function changesOf(settings: Pick<Setting, 'name' | 'secret' | 'value'>[], typed: Record<string, string>, cleared: string[]): Record<string, string | null> {
  const changes: Record<string, string | null> = {};
  for (const { name, secret, value } of settings) {
    const now = typed[name]?.trim();
    if (cleared.includes(name)) changes[name] = null;
    else if (now !== undefined && now !== '' && now !== value) changes[name] = now;
    else if (now === '' && !secret && value !== '') changes[name] = null;
  }
  return changes;
}
