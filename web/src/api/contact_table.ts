// Contacts as a table: a file goes up as it is, an export comes down as one.
import { NetworkFailure, problemOf } from './problem';
import type { ContactImport } from './types';

// Fifty thousand rows take their time.
const deadlineMs = 600_000;

export const exportUrl = '/api/v1/contacts/export';

export async function importContacts(file: Blob, isDryRun: boolean): Promise<ContactImport> {
  const response = await fetch(`/api/v1/contacts/import${isDryRun ? '?dry_run=true' : ''}`, { method: 'POST', body: file, headers: { 'Content-Type': 'text/csv', 'X-Balie': '1' }, signal: AbortSignal.timeout(deadlineMs) }).catch((error: unknown) => { throw new NetworkFailure(error); });
  if (!response.ok) throw await problemOf(response);
  return await response.json() as ContactImport;
}
