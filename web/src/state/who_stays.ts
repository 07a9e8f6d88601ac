// Of two contacts that are joined, whose name and details stay.
import type { Contact } from '../api/types';

// Who has a name: it is the one by which people know this customer.
export function whoStays(into: Contact, other: Contact): { stays: Contact; goes: Contact } {
  return into.name === '' && other.name !== '' ? { stays: other, goes: into } : { stays: into, goes: other };
}
