// What the moments are called that one is offered to wait until.
import { t } from '@lingui/core/macro';
import type { SnoozeMoment } from '../state/snooze';

export function momentName(kind: SnoozeMoment['kind']): string {
  switch (kind) {
    case 'hour': return t`In an hour`;
    case 'morning': return t`Tomorrow morning`;
    case 'monday': return t`Next Monday`;
  }
}
