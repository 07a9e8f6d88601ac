// How one greets at this hour.
import { t } from '@lingui/core/macro';

export function greeting(): string {
  const hour = new Date().getHours();
  if (hour < 12) return t`Good morning`;
  return hour < 18 ? t`Good afternoon` : t`Good evening`;
}
