// Spam and abuse: what a blocked customer writes is kept and told to nobody; it can be undone.
import { t } from '@lingui/core/macro';
import { Ban, CircleSlash } from 'lucide-react';
import type { Contact } from '../../api/types';
import { block } from '../../state/blocking';
import { mayWrite, useMe } from '../../state/session';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Menu, MenuItem } from '../../ui/menu';
import { dateWords } from '../../ui/time_words';
import styles from './context.module.css';

export function Blocking({ contact }: { contact: Contact }) {
  const may = mayWrite(useMe());
  const since = contact.blocked ? dateWords(contact.blocked.at) : '';
  if (contact.blocked) {
    return (
      <section className={styles.blocked}>
        <span className="t-late row tight"><Icon of={Ban} size={14} />{contact.blocked.reason === 'abuse' ? t`Blocked for abuse since ${since}` : t`Blocked as spam since ${since}`}</span>
        {may ? <Button size="mini" onClick={() => void block(contact, false)}>{t`Unblock`}</Button> : null}
      </section>
    );
  }
  if (!may) return null;
  return (
    <section>
      <Menu label={t`Block`} align="start" trigger={<Button size="mini" variant="ghost" className={styles.flush}><Icon of={CircleSlash} size={12} />{t`Block this customer`}</Button>}>
        <MenuItem of={Ban} danger onSelect={() => void block(contact, true, 'spam')}>{t`Spam`}</MenuItem>
        <MenuItem of={Ban} danger onSelect={() => void block(contact, true, 'abuse')}>{t`Abuse`}</MenuItem>
      </Menu>
    </section>
  );
}
