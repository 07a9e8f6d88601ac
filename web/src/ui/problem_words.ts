// What is wrong with an inbox, in words for who can do something about it.
import { t } from '@lingui/core/macro';
import type { Inbox } from '../api/types';

export function problemWords(name: string): string {
  switch (name) {
    case 'authorization':
    case 'token': return t`the platform refuses our access token`;
    case 'webhook_subscription': return t`messages are no longer subscribed`;
    case 'silence': return t`unusually quiet`;
    case 'sends': return t`messages cannot be sent`;
    case 'search_streams': return t`a search stream gets no answers`;
    case 'search_stream_ceilings': return t`a search stream is paused at its ceiling`;
    case 'platform': return t`the platform cannot be reached`;
    case 'secrets': return t`the secrets cannot be read`;
    case 'phone_number': return t`the number is not connected`;
    case 'account': return t`the account is not in order`;
    case 'endpoint': return t`your program does not answer`;
    case 'secret': return t`the secret cannot sign`;
    case 'mailbox': return t`the mailbox does not open`;
    case 'post_office': return t`the outgoing mail server refuses our log-in`;
    case 'sent_copy': return t`no copies in the folder Sent`;
    case 'last_look': return t`the mailbox was not read`;
    case 'settings': return t`a setting is missing`;
    default: return name.replaceAll('_', ' ');
  }
}

export function problemsOf(inbox: Inbox): string[] {
  const found = inbox.problems ?? [];
  return inbox.needs_reauthorization ? ['authorization', ...found.filter((name) => name !== 'token')] : found;
}

// What asks for a hand first.
export function firstProblem(inbox: Inbox): string | undefined {
  const problems = problemsOf(inbox);
  return ['authorization', 'token', 'secrets', 'webhook_subscription', 'sends'].find((name) => problems.includes(name)) ?? problems[0];
}
