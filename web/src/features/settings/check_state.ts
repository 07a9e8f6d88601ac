// How one check of an inbox is shown: what nothing can be said of yet is neither well nor ill.
import type { HealthCheck, Inbox } from '../../api/types';

export type CheckState = 'ok' | 'bad' | 'unknown';

// What says more about the platform than that it has not refused us yet.
const proofs = ['token', 'account', 'mailbox', 'post_office', 'endpoint', 'platform', 'phone_number'];

export function stateOf({ name, ok, detail }: HealthCheck, checks: HealthCheck[], inbox: Pick<Inbox, 'first_webhook_at'>): CheckState {
  if (!ok) return (name === 'first_webhook' || name === 'last_look') && !detail ? 'unknown' : 'bad';
  const isUsed = inbox.first_webhook_at !== undefined;
  if ((name === 'silence' || name === 'sends') && !isUsed) return 'unknown';
  if (name !== 'authorization') return 'ok';
  const told = checks.filter((one) => proofs.includes(one.name));
  return told.some((one) => !one.ok) || (told.length === 0 && !isUsed) ? 'unknown' : 'ok';
}

// A chat on a site has no platform that could accept us.
export function isAsked({ name }: HealthCheck, channel: string): boolean {
  return channel !== 'webchat' || name !== 'authorization';
}
