// What a customer is called: by name, else by what is known of them. Some platforms tell nothing.
import { t } from '@lingui/core/macro';
import type { ContactIdentity } from '../api/types';

export interface Named {
  name: string;
  username?: string;
  phone?: string;
  phone_formatted?: string;
  erased_at?: string;
}

export function contactName({ name, username, phone, phone_formatted: shown, erased_at: erased }: Named): string {
  if (erased) return t`Erased customer`;
  return name || username || shown || phone || t`Unknown customer`;
}

// An address as people read it; a platform's own number when there is nothing else.
export function identityWords({ phone, phone_formatted: shown, username, external_id: id }: Pick<ContactIdentity, 'phone' | 'phone_formatted' | 'username' | 'external_id'>): string {
  return shown ?? phone ?? (username ? `@${username.replace(/^@/, '')}` : id);
}
