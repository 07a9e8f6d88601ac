// For admins: what is held of a customer as a file, and the end of it.
import { t } from '@lingui/core/macro';
import { Download, ShieldAlert, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { eraseContact, recordUrl } from '../../api/contacts';
import { Problem } from '../../api/problem';
import type { Contact } from '../../api/types';
import { refreshSnapshots } from '../../state/apply_event';
import { contactName } from '../../state/contact_name';
import { useMe } from '../../state/session';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { Button, buttonClasses } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import styles from './context.module.css';
import { serverWords } from '../../ui/server_words';

function faultWords(error: unknown): string {
  if (error instanceof Problem) return serverWords(error);
  return t`The server gave no answer. Look whether the customer is still there before you try again.`;
}

function EraseDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const name = contactName(contact);
  const erase = async () => {
    setBusy(true);
    try {
      await eraseContact(contact.id);
      refreshSnapshots();
      showToast({ text: t`Erased`, tone: 'done' });
      onClose();
    } catch (error) {
      setFault(faultWords(error));
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={onClose} title={t`Erase ${name}?`} description={t`This cannot be undone.`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="danger" disabled={busy} onClick={() => void erase()}>{t`Erase`}</Button></>}>
      <p>{t`Gone are: the name, all addresses (also where they stand as sender or in copy on other customers’ mails) and notes, every private conversation with its files, what this customer wrote in public and our answers to it, drafts, and what is still to be sent.`}</p>
      <p>{t`What stays: that there was a conversation, without words, what others wrote about this customer in their own messages, and in the audit log that you did this. At the platform and with the customer nothing changes.`}</p>
      {fault ? <Banner tone="late" role="alert">{fault}</Banner> : null}
    </Dialog>
  );
}

export function PrivacyActions({ contact }: { contact: Contact }) {
  const me = useMe();
  const [asking, setAsking] = useState(false);
  if (me.role !== 'admin') return null;
  return (
    <section>
      <h3><Icon of={ShieldAlert} size={14} />{t`Privacy`}</h3>
      <div className={styles.privacy}>
        <a className={buttonClasses({ size: 'sm' })} href={recordUrl(contact.id)} download><Icon of={Download} size={14} />{t`All that is held`}</a>
        <Button size="sm" variant="danger" onClick={() => setAsking(true)}><Icon of={Trash2} size={14} />{t`Erase`}</Button>
      </div>
      {asking ? <EraseDialog contact={contact} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}
