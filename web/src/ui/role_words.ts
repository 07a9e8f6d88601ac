// The roles of users in the words of the screen.
import { t } from '@lingui/core/macro';
import type { Role } from '../api/types';

export function roleWords(role: Role): string {
  switch (role) {
    case 'admin': return t`Admin`;
    case 'lead': return t`Lead`;
    case 'agent': return t`Agent`;
    case 'auditor': return t`Auditor`;
  }
}
