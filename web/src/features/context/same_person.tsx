// Contacts that may be this person, and those who were joined to it: merged by hand, and parted again by hand.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Combine, Split } from 'lucide-react';
import { useState } from 'react';
import { getMerges, getSuggestions, mergeContacts, unmergeContacts } from '../../api/contacts';
import type { Contact, ContactSuggestion, MergedContact } from '../../api/types';
import { queryClient } from '../../state/cache';
import { contactName } from '../../state/contact_name';
import { mayWrite, useMe } from '../../state/session';
import { whoStays } from '../../state/who_stays';
import { showToast } from '../../state/toasts';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { dateWords } from '../../ui/time_words';
import styles from './context.module.css';
import { MergeDialog } from './merge_dialog';

function again(): void {
  void queryClient.invalidateQueries({ queryKey: ['contact'] });
}

function part(intoId: string, contactId: string, name: string): void {
  unmergeContacts(intoId, contactId).then(
    () => { again(); showToast({ text: t`${name} is a customer by itself again`, tone: 'done' }); },
    () => { again(); showToast({ text: t`The two could not be parted.`, tone: 'error' }); },
  );
}

export function merge(into: Contact, other: Contact): void {
  const { stays, goes } = whoStays(into, other);
  const name = contactName(other);
  mergeContacts(stays.id, goes.id).then(
    () => { again(); showToast({ text: t`${name} is joined to this customer`, tone: 'done', action: { label: t`Undo`, run: () => part(stays.id, goes.id, name) } }); },
    () => { again(); showToast({ text: t`The two could not be joined.`, tone: 'error', action: { label: t`Retry`, run: () => merge(into, other) } }); },
  );
}

function reasonWords(reason: string): string {
  switch (reason) {
    case 'phone': return t`same number`;
    case 'email': return t`same e-mail address`;
    default: return t`same verified ID`;
  }
}

function Suggestion({ contact, suggestion }: { contact: Contact; suggestion: ContactSuggestion }) {
  const [asking, setAsking] = useState(false);
  const name = contactName(suggestion.contact);
  const into = contactName(contact);
  return (
    <div className={styles.other}>
      <Avatar name={suggestion.contact.name} size={20} />
      <span className={styles.names}><span className="clip medium">{name}</span><small>{suggestion.reasons.map(reasonWords).join(', ')}</small></span>
      <Button size="mini" aria-label={t`Join ${name} to ${into}`} onClick={() => setAsking(true)}><Icon of={Combine} size={12} />{t`Join`}</Button>
      {asking ? <MergeDialog contact={contact} other={suggestion.contact} onClose={() => setAsking(false)} onMerge={() => merge(contact, suggestion.contact)} /> : null}
    </div>
  );
}

function Merged({ contact, merged, may }: { contact: Contact; merged: MergedContact; may: boolean }) {
  const name = merged.name || merged.phone || t`Unknown customer`;
  const when = dateWords(merged.at);
  const from = contactName(contact);
  return (
    <div className={styles.other}>
      <Avatar name={merged.name} size={20} />
      <span className={styles.names}><span className="clip medium">{name}</span><small>{t`joined ${when}`}</small></span>
      {may ? <Button size="mini" variant="ghost" aria-label={t`Part ${name} from ${from}`} onClick={() => part(contact.id, merged.contact_id, name)}><Icon of={Split} size={12} />{t`Part`}</Button> : null}
    </div>
  );
}

export function SamePerson({ contact }: { contact: Contact }) {
  const may = mayWrite(useMe());
  const stamp = contact.version;
  const { data: suggestions } = useQuery({ queryKey: ['contact', contact.id, 'suggestions', stamp], queryFn: async () => (await getSuggestions(contact.id)).items, enabled: may });
  const { data: merges } = useQuery({ queryKey: ['contact', contact.id, 'merges', stamp], queryFn: async () => (await getMerges(contact.id)).items });
  const maybe = may ? suggestions ?? [] : [];
  if (maybe.length === 0 && (merges ?? []).length === 0) return null;
  return (
    <section>
      {maybe.length > 0 ? <h3><Icon of={Combine} size={14} />{t`Perhaps the same customer`}</h3> : null}
      {maybe.map((suggestion) => <Suggestion key={suggestion.contact.id} contact={contact} suggestion={suggestion} />)}
      {(merges ?? []).length > 0 ? <h3 className={maybe.length > 0 ? styles.next : undefined}><Icon of={Split} size={14} />{t`Joined to this customer`}</h3> : null}
      {merges?.map((merged) => <Merged key={merged.contact_id} contact={contact} merged={merged} may={may} />)}
    </section>
  );
}
