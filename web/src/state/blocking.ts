// Blocking a customer and undoing it, from wherever that is asked.
import { t } from '@lingui/core/macro';
import { putBlocked } from '../api/attributes';
import { Problem } from '../api/problem';
import type { Contact } from '../api/types';
import { queryClient } from './cache';
import { contactName } from './contact_name';
import { showToast } from './toasts';

export async function block(contact: Contact, blocked: boolean, reason?: 'spam' | 'abuse'): Promise<void> {
  const name = contactName(contact);
  try {
    await putBlocked(contact.id, blocked, reason);
    void queryClient.invalidateQueries({ queryKey: ['contact'] });
    showToast({ text: blocked ? t`Blocked: ${name}` : t`No longer blocked: ${name}`, tone: 'done', ...(blocked ? { action: { label: t`Undo`, keys: 'Ctrl+Z', run: () => void block(contact, false) } } : {}) });
  } catch (error) {
    if (error instanceof Problem && error.reason === 'reaches_further') showToast({ text: t`This customer is also known in a channel that you do not see. A team lead can do this.`, tone: 'error' });
    else showToast({ text: t`Could not change that, it is as it was.`, tone: 'error', action: { label: t`Retry`, run: () => void block(contact, blocked, reason) } });
  }
}
