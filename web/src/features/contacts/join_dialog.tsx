// Two contacts that are one person, joined by hand: found by name, number or address, and seen side by side first.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import type { Contact } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { Dialog } from '../../ui/dialog';
import { mergeWords } from '../context/merge_words';
import { merge } from '../context/same_person';
import { WhoField } from '../start/start_dialog';
import styles from './contacts.module.css';

function Side({ contact }: { contact: Contact }) {
  return (
    <div className={styles.side}>
      <Avatar name={contact.name} picture={contact.avatar_url} size={32} />
      <span className={styles.names}><span className="medium clip">{contactName(contact)}</span><span className="hint small clip num">{[contact.phone_formatted ?? contact.phone, contact.email].filter(Boolean).join(' · ')}</span></span>
      <span className="row tight">{[...new Set(contact.identities.map(({ channel }) => channel))].map((channel) => <ChannelTile key={channel} channel={channel} size={16} />)}</span>
    </div>
  );
}

export function JoinDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [other, choose] = useState<Contact | undefined>(undefined);
  const name = contactName(contact);
  const join = () => { if (!other) return; merge(contact, other); onClose(); };
  return (
    <Dialog open onClose={onClose} title={t`Join another contact to ${name}`} description={t`All addresses and conversations of the two become one contact’s. It can be undone, then or later.`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={!other} onClick={join}>{t`Join`}</Button></>}>
      {other ? <div className={styles.sides}><Side contact={contact} /><Side contact={other} /><span><Button size="mini" variant="ghost" onClick={() => choose(undefined)}>{t`Somebody else`}</Button></span>{mergeWords(contact, other).map((words) => <p key={words} className="hint">{words}</p>)}</div> : <WhoField label={t`The other contact`} without={contact.id} typed={typed} onType={setTyped} onChoose={choose} />}
    </Dialog>
  );
}
