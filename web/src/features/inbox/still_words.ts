// How a conversation stands in which nobody waits for us.
import { t } from '@lingui/core/macro';
import type { Conversation, LastMessage } from '../../api/types';
import { momentWords } from '../../ui/time_words';

// What we said last did not arrive, or may not have.
export function isNotSent(last: LastMessage | undefined): boolean {
  return last?.status === 'failed' || last?.status === 'uncertain';
}

export function stillWords({ status, snoozed_until: until, last_message: last }: Conversation, now: number): string {
  if (status === 'resolved') return t`resolved`;
  const when = until ? momentWords(until, now) : '';
  if (status === 'snoozed') return when ? t`until ${when}` : t`snoozed`;
  return last?.direction === 'out' && last.kind === 'message' && !isNotSent(last) ? t`waits for customer` : '';
}
