// How there someone is.
import { t } from '@lingui/core/macro';
import type { Availability } from '../api/types';

export function availabilityWords(availability: Availability): string {
  switch (availability) {
    case 'online': return t`Online`;
    case 'busy': return t`Busy`;
    case 'away': return t`Away`;
    case 'offline': return t`Offline`;
  }
}
