// The addresses of a contact: where else an answer could go, and where the customer last wrote.
import type { ContactIdentity } from '../api/types';

// One for each other inbox that this person works in and in which the customer can be written to: the one that wrote
// last, else the first.
export function otherAddresses(identities: ContactIdentity[], inboxId: string, inboxes: { id: string }[]): ContactIdentity[] {
  const open = identities.filter((identity) => !identity.retired && identity.inbox_id !== inboxId && inboxes.some(({ id }) => id === identity.inbox_id));
  const best = new Map<string, ContactIdentity>();
  for (const identity of open) {
    const current = best.get(identity.inbox_id);
    if (!current || (identity.last_inbound_at ?? '') > (current.last_inbound_at ?? '')) best.set(identity.inbox_id, identity);
  }
  return [...best.values()];
}

export function lastWrittenTo(identities: ContactIdentity[]): ContactIdentity | undefined {
  return identities.filter((identity) => identity.last_inbound_at !== undefined).toSorted((left, right) => (right.last_inbound_at ?? '').localeCompare(left.last_inbound_at ?? ''))[0];
}
