// Why a check is not in order: what the desk itself writes in English, for its log, in the person's words.
import { t } from '@lingui/core/macro';

// What a look into a mailbox or a log-in at a mail server came to, by its stable word.
function mailWords(word: string): string | undefined {
  switch (word) {
    case 'not_reachable': return t`The server cannot be reached.`;
    case 'log_in_refused': return t`The server refuses the user name or the password.`;
    case 'token_refused': return t`The provider refuses access to the mailbox.`;
    case 'no_token': return t`The provider gave no access token.`;
    case 'forbidden_address': return t`The provider’s address is none that may be called.`;
    case 'certificate': return t`The server’s certificate is not in order.`;
    case 'no_tls': return t`The server does not offer STARTTLS.`;
    case 'folder': return t`The mailbox has no such folder.`;
    default: return undefined;
  }
}

// How WhatsApp rates a number, as its own screens colour it.
// https://developers.facebook.com/docs/whatsapp/messaging-limits (2026-06)
function qualityWords(rating: string): string {
  switch (rating) {
    case 'GREEN': return t`quality high`;
    case 'YELLOW': return t`quality medium`;
    case 'RED': return t`quality low`;
    default: return t`quality not known yet`;
  }
}

// "+31 20 123 4567, quality GREEN": what stands beside a check that is in order.
export function goodWords(detail: string): string {
  const [, number = '', rating = ''] = /^(.*?)(?:, )?quality (\w+)$/.exec(detail) ?? [];
  if (rating) return [number, qualityWords(rating)].filter(Boolean).join(', ');
  return detail === 'active' ? t`active` : detail;
}

export function reasonWords(detail: string): string {
  switch (detail) {
    case 'no webhook is set for the bot': return t`No webhook is set for the bot.`;
    case 'the platform could not be reached': return t`The platform cannot be reached.`;
    case 'no app is subscribed to the business account': return t`No app is subscribed to the business account.`;
    case 'the mailbox has no such folder': return t`The mailbox has no such folder.`;
    case 'the server does not offer STARTTLS': return t`The server does not offer STARTTLS.`;
  }
  if (detail.startsWith('the host\'s address is not on the public internet')) return t`The server’s address is not on the public internet.`;
  if (detail.startsWith('host not found')) return t`The address of the server is not known on the internet.`;
  const refused = /^the server refuses the log-in: (.*)$/s.exec(detail)?.[1];
  if (refused !== undefined) return `${t`The server refuses the user name or the password.`} ${refused}`.trim();
  const denied = /^the provider refuses access: (.*)$/s.exec(detail)?.[1];
  if (denied !== undefined) return `${t`The provider refuses access to the mailbox.`} ${denied}`.trim();
  const field = /^no app is subscribed to (\w+)$/.exec(detail)?.[1];
  if (field) return t`No app is subscribed to “${field}”.`;
  const other = /^the keys are those of account (\d+), not of the inbox's user_id$/.exec(detail)?.[1];
  if (other) return t`The keys are those of account ${other}, not of this one.`;
  const status = /^the platform answered with HTTP (\d+)$/.exec(detail)?.[1];
  if (status) return t`The platform answered with HTTP ${status}.`;
  return mailWords(detail.split(',')[0] ?? '') ?? detail;
}
