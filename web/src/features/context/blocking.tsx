// Spam and abuse: what a blocked customer writes is kept and told to nobody; it can be undone.
import { t } from '@lingui/core/macro';
import { Ban, CircleSlash } from 'lucide-react';
import { putBlocked } from '../../api/attributes';
import { Problem } from '../../api/problem';
import type { Contact } from '../../api/types';
import { queryClient } from '../../state/cache';
import { contactName } from '../../state/contact_name';
import { mayWrite, useMe } from '../../state/session';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Menu, MenuItem } from '../../ui/menu';
import { dateWords } from '../../ui/time_words';
import styles from './context.module.css';

async function block(contact: Contact, blocked: boolean, reason?: 'spam' | 'abuse'): Promise<void> {
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

export function Blocking({ contact }: { contact: Contact }) {
  const may = mayWrite(useMe());
  const since = contact.blocked ? dateWords(contact.blocked.at) : '';
  if (contact.blocked) {
    return (
      <section className={styles.blocked}>
        <span className="t-late row tight"><Icon of={Ban} size={14} />{contact.blocked.reason === 'abuse' ? t`Blocked for abuse since ${since}` : t`Blocked as spam since ${since}`}</span>
        {may ? <Button size="mini" onClick={() => void block(contact, false)}>{t`Free`}</Button> : null}
      </section>
    );
  }
  if (!may) return null;
  return (
    <section>
      <Menu label={t`Block`} align="start" trigger={<Button size="mini" variant="ghost"><Icon of={CircleSlash} size={12} />{t`Block this customer`}</Button>}>
        <MenuItem of={Ban} danger onSelect={() => void block(contact, true, 'spam')}>{t`Spam`}</MenuItem>
        <MenuItem of={Ban} danger onSelect={() => void block(contact, true, 'abuse')}>{t`Abuse`}</MenuItem>
      </Menu>
    </section>
  );
}
