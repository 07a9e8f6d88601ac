// Secrets of webhooks, made here and shown until one leaves: nobody has to think of a long random word.
import { newVerifyToken } from './verify_token';

const bytes = 32;

// As Standard Webhooks writes them.
export function newWebhookSecret(): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return `whsec_${btoa(String.fromCharCode(...random))}`;
}

// The settings of a channel that this page makes itself: with the first two its programs sign, the third stands in
// CM.com's address, and the last is told to Telegram by the desk.
export function newWebhookSecrets(): Record<string, string> {
  return { endpoint_secret: newWebhookSecret(), inbound_secret: newWebhookSecret(), webhook_secret: newVerifyToken(), secret_token: newVerifyToken() };
}

// What few need: on a new channel it stands folded.
const rare = new Set([
  'api_base', 'identity_secret', 'opening_hours_note', 'opening_hours', 'days_off', 'time_zone', 'push_url', 'push_secret',
  'imap_port', 'imap_security', 'imap_user', 'folder', 'smtp_port', 'smtp_security', 'smtp_user',
]);

export function isRare(setting: string): boolean {
  return rare.has(setting);
}

// What the desk makes, not an administrator.
export function isMadeByDesk(setting: string): boolean {
  return setting === 'inbox_key' || setting === 'widget_key' || setting === 'reply_key';
}
