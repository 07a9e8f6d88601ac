// What a customer is called: by name, else by what is known of them. Some platforms tell nothing.
import { t } from '@lingui/core/macro';

export interface Named {
  name: string;
  username?: string;
  phone?: string;
}

export function contactName({ name, username, phone }: Named): string {
  return name || username || phone || t`Unknown customer`;
}
