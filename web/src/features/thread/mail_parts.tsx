// What a mail has besides its new words: a subject, a machine that wrote it, and the mail that it answers, folded.
import { t } from '@lingui/core/macro';
import { Bot, ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Message } from '../../api/types';
import { Icon } from '../../ui/icon';
import styles from './message.module.css';

type Mail = NonNullable<Message['email']>;

function personWords({ address, name, erased }: NonNullable<Mail['cc']>[number]): string {
  return erased ? t`[erased]` : name || address;
}

export function MailHead({ mail }: { mail: Mail }) {
  return (
    <>
      {mail.subject ? <b className={styles.subject}>{mail.subject}</b> : null}
      {mail.cc?.length ? <span className={styles.copies}>{t`Cc`}{' '}{mail.cc.map(personWords).join(', ')}</span> : null}
      {mail.automatic ? <span className={styles.chosen}><Icon of={mail.automatic === 'unproved' ? TriangleAlert : Bot} size={14} />{mail.automatic === 'unproved' ? t`Says it is from this mailbox, but the desk did not send it` : t`Written by a machine: nobody waits for an answer`}</span> : null}
      {mail.too_large ? <span className={styles.chosen}><Icon of={TriangleAlert} size={14} />{t`Too large to fetch: read it in the mailbox`}</span> : null}
      {mail.cut ? <span className={styles.chosen}><Icon of={TriangleAlert} size={14} />{t`Cut: all of it is in the mailbox`}</span> : null}
    </>
  );
}

export function QuotedMail({ quoted }: { quoted: string }) {
  const [open, setOpen] = useState(false);
  return (
    <span className={styles.folded}>
      <button type="button" className="link small" aria-expanded={open} onClick={() => setOpen(!open)}><Icon of={open ? ChevronDown : ChevronRight} size={14} />{open ? t`Hide the earlier mail` : t`Show the earlier mail`}</button>
      {open ? <span className={styles.earlier}>{quoted}</span> : null}
    </span>
  );
}
