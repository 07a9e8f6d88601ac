// Whether a mail goes to the customer alone, or to all whom the last one named; and to whom that would be.
import { plural, t } from '@lingui/core/macro';
import { useState } from 'react';
import type { Contact, Conversation } from '../../api/types';
import { useInboxes } from '../../state/desk';
import { lastMail, othersOf, type MailPerson } from '../../state/mail_people';
import { useThread } from '../../state/threads';
import { Switch } from '../../ui/switch';
import styles from './composer.module.css';

export interface ReplyAll {
  others: MailPerson[];
  all: boolean;
  // What is sent along.
  cc: string[];
  choose: (all: boolean) => void;
}

// A choice holds for the mail that it was made for, and for one answer: the next one goes to the customer alone again.
export function useReplyAll(conversation: Conversation, contact: Contact | undefined): ReplyAll {
  const [chosenFor, setChosenFor] = useState<string | undefined>(undefined);
  const { data: thread } = useThread(conversation.id);
  const inboxes = useInboxes().data ?? [];
  const mail = conversation.channel === 'email' ? lastMail(thread?.items ?? []) : undefined;
  const reached = [...inboxes.filter(({ channel }) => channel === 'email').map(({ address }) => address), ...(contact?.identities ?? []).filter(({ kind }) => kind === 'email').map(({ external_id: address }) => address)];
  const others = contact ? othersOf(mail, reached) : [];
  const all = others.length > 0 && mail !== undefined && chosenFor === mail.id;
  return { others, all, cc: all ? others.map(({ address }) => address) : [], choose: (next) => setChosenFor(next ? mail?.id : undefined) };
}

export function ReplyAllChoice({ others, all, choose }: ReplyAll) {
  if (others.length === 0) return null;
  const names = others.map(({ address, name }) => (name ? `${name} <${address}>` : address)).join(', ');
  return (
    <div className={styles.replyAll}>
      <Switch checked={all} onChange={choose}>{t`Reply to all`}</Switch>
      <span className="hint small clip" title={names}>{all ? t`Also to ${names}` : plural(others.length, { one: '# other got the last mail', other: '# others got the last mail' })}</span>
    </div>
  );
}

// Of a mail that begins a conversation; an empty one goes under the sender's name, in what is open already.
export function SubjectLine({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return <input className={styles.subject} aria-label={t`Subject`} placeholder={t`Subject`} maxLength={200} value={value} onChange={(event) => onChange(event.target.value)} />;
}
