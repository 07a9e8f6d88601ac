// How much something presses.
import { t } from '@lingui/core/macro';
import type { Priority } from '../api/types';

export function priorityWords(priority: Priority): string {
  switch (priority) {
    case 'urgent': return t`Urgent`;
    case 'high': return t`High`;
    case 'medium': return t`Medium`;
    case 'low': return t`Low`;
    case 'none': return t`No priority`;
  }
}
