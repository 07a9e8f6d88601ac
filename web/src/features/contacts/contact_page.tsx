// One contact: who it is, by which addresses, what was said, and who may be the same.
import { t } from '@lingui/core/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CircleAlert, Combine, History, MessageSquarePlus, StickyNote, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { patchContactAttributes } from '../../api/attributes';
import { contactConversations, getContact, patchContact } from '../../api/contacts';
import { Problem } from '../../api/problem';
import type { Contact, ContactIdentity } from '../../api/types';
import { useAttributes } from '../../state/attributes';
import { keepContact, keys } from '../../state/cache';
import { contactName, identityWords } from '../../state/contact_name';
import { useInbox } from '../../state/desk';
import { useScreen } from '../../state/screen';
import { mayWrite, useMe } from '../../state/session';
import { showToast } from '../../state/toasts';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { Banner, EmptyState } from '../../ui/banner';
import { Button, buttonClasses } from '../../ui/button';
import { channelName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { lastWords } from '../../ui/content_words';
import { TextField } from '../../ui/field';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { dateWords } from '../../ui/time_words';
import { useSave } from '../../ui/use_save';
import { AttributeFields } from '../context/attribute_fields';
import { Blocking } from '../context/blocking';
import { ContactNote } from '../context/contact_note';
import { isReadable, statusWords } from '../context/context_pane';
import context from '../context/context.module.css';
import { PrivacyActions } from '../context/privacy_actions';
import { SamePerson } from '../context/same_person';
import { SettingsBody, SettingsFrame } from '../settings/settings_frame';
import settings from '../settings/settings.module.css';
import styles from './contacts.module.css';
import { JoinDialog } from './join_dialog';
import { SatisfactionList } from './satisfaction_list';

const filledIn = ({ name, phone_formatted: shown, phone, email }: Contact) => ({ name, phone: shown ?? phone ?? '', email: email ?? '' });

// Only what differs is sent; what is emptied is cleared.
function Who({ contact }: { contact: Contact }) {
  const before = filledIn(contact);
  const [filled, setFilled] = useState(before);
  const saving = useSave();
  const changed = (['name', 'phone', 'email'] as const).filter((field) => filled[field].trim() !== before[field]);
  const submit = () => saving.run(async () => {
    const change = Object.fromEntries(changed.map((field) => [field, filled[field].trim() || (field === 'name' ? '' : null)]));
    keepContact(await patchContact(contact.id, change));
    showToast({ text: t`Saved`, tone: 'done' });
  });
  const ready = changed.length > 0 && filled.name.trim() !== '' && !saving.busy;
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (ready) void submit(); }}>
      <div className={settings.block}>
        <div className={settings.pair}>
          <TextField label={t`Name`} value={filled.name} maxLength={200} error={saving.faultOf('name')} onChange={(event) => setFilled({ ...filled, name: event.target.value })} />
          <TextField label={t`Phone`} type="tel" value={filled.phone} maxLength={40} error={saving.faultOf('phone')} onChange={(event) => setFilled({ ...filled, phone: event.target.value })} />
          <TextField label={t`E-mail`} type="email" value={filled.email} maxLength={320} error={saving.faultOf('email')} onChange={(event) => setFilled({ ...filled, email: event.target.value })} />
        </div>
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
        {changed.length > 0 ? <span className="row"><Button type="submit" variant="primary" disabled={!ready}>{t`Save`}</Button><Button onClick={() => setFilled(before)}>{t`Cancel`}</Button></span> : null}
      </div>
    </form>
  );
}

function Identity({ identity }: { identity: ContactIdentity }) {
  const inbox = useInbox(identity.inbox_id);
  const heard = identity.last_inbound_at ? dateWords(identity.last_inbound_at) : undefined;
  return (
    <div className={styles.identity}>
      <ChannelTile channel={identity.channel} isPublic={inbox?.public ?? false} size={24} />
      <span className={styles.names}><span className="clip num" title={identity.external_id}>{isReadable(identity) ? identityWords(identity) : t`known by an ID`}</span><small className="hint clip">{inbox?.name ?? channelName(identity.channel)}</small></span>
      {identity.verified ? <Badge tone="ok">{t`proved`}</Badge> : null}
      {identity.retired ? <Badge>{t`given up`}</Badge> : null}
      <span className={styles.when}>{heard ? <><span className="sr">{t`last wrote`} </span>{heard}</> : null}</span>
    </div>
  );
}

function Past({ contactId }: { contactId: string }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({ queryKey: ['contact', contactId, 'history'], queryFn: ({ pageParam }) => contactConversations(contactId, pageParam), initialPageParam: undefined as string | undefined, getNextPageParam: (page) => page.next_cursor, staleTime: 10_000 });
  const conversations = data?.pages.flatMap(({ items }) => items);
  return (
    <section className={settings.card}>
      <header className={settings.cardHead}><h2 className="title row tight"><Icon of={History} />{t`Conversations`}</h2></header>
      {conversations?.map((conversation) => (
        <Link key={conversation.id} href={`/all/${conversation.id}`} className={styles.past}>
          <ChannelTile channel={conversation.channel} isPublic={conversation.public} size={16} />
          <span className="clip"><span className="hint num">#{conversation.number}</span> {conversation.last_message ? lastWords(conversation.last_message, contactName(conversation.contact)) : ''}</span>
          <Badge>{statusWords(conversation)}</Badge>
          <span className={styles.date}>{dateWords(conversation.last_activity_at)}</span>
        </Link>
      ))}
      {conversations?.length === 0 ? <div className={settings.block}><p className="hint">{t`Nothing was said yet, or nothing that you may see.`}</p></div> : null}
      {hasNextPage ? <footer className={settings.foot}><Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t`Show earlier ones`}</Button></footer> : null}
    </section>
  );
}

async function keepValue(contact: Contact, key: string, value: string | number | boolean | null): Promise<void> {
  keepContact(await patchContactAttributes(contact.id, Object.fromEntries(Object.entries({ ...contact.attributes, [key]: value }).filter(([, one]) => one !== null))));
}

function Shown({ contact }: { contact: Contact }) {
  const may = mayWrite(useMe());
  const since = dateWords(contact.created_at);
  const fields = useAttributes('contact');
  const [joining, setJoining] = useState(false);
  return (
    <>
      <section className={settings.card}>
        <header className={settings.cardHead}>
          <Avatar name={contact.name} figure={UserRound} picture={contact.avatar_url} size={40} />
          <div className="grow"><h1 className="head">{contactName(contact)}</h1><p className="small">{t`Customer since ${since}`}</p></div>
          {may ? <Button variant="primary" onClick={() => useScreen.setState({ starting: { contactId: contact.id } })}><Icon of={MessageSquarePlus} size={14} />{t`New conversation`}</Button> : null}
        </header>
        {may ? <Who key={contact.version} contact={contact} /> : null}
        {contact.identities.toSorted((left, right) => Number(isReadable(right)) - Number(isReadable(left))).map((identity) => <Identity key={identity.id} identity={identity} />)}
      </section>
      <section className={settings.card}>
        <h2 className="sr">{t`Details`}</h2>
        <div className={classes(context.pane, styles.details)}>
          <SamePerson contact={contact} />
          {may ? <section><Button size="mini" variant="ghost" className={context.flush} onClick={() => setJoining(true)}><Icon of={Combine} size={12} />{t`Join another contact`}</Button>{joining ? <JoinDialog contact={contact} onClose={() => setJoining(false)} /> : null}</section> : null}
          <section><h3><Icon of={StickyNote} size={14} />{t`About this customer`}</h3><ContactNote key={contact.id} contact={contact} /></section>
          {fields.length > 0 ? <section><h3>{t`Details`}</h3><AttributeFields entity="contact" values={contact.attributes} save={(key, value) => keepValue(contact, key, value)} /></section> : null}
          <Blocking contact={contact} />
          <PrivacyActions contact={contact} />
        </div>
      </section>
      <SatisfactionList contact={contact} />
      <Past contactId={contact.id} />
    </>
  );
}

export function ContactPage({ id }: { id: string }) {
  const { data: contact, error, refetch } = useQuery({ queryKey: keys.contact(id), queryFn: () => getContact(id) });
  const isAbsent = error instanceof Problem && [400, 404, 422].includes(error.status);
  return (
    <SettingsFrame title={contact ? contactName(contact) : t`Contact`} above={{ words: t`Contacts`, path: '/settings/contacts' }}>
      <SettingsBody section="contacts">
        {contact ? <Shown contact={contact} /> : null}
        {error && isAbsent ? <EmptyState of={CircleAlert} title={t`This contact is not there`} alert actions={<Link href="/settings/contacts" className={buttonClasses({ variant: 'primary' })}>{t`To the contacts`}</Link>}>{t`It was erased or is not yours to see.`}</EmptyState> : null}
        {error && !isAbsent ? <EmptyState of={CircleAlert} title={t`This contact does not load`} alert actions={<Button variant="primary" onClick={() => void refetch()}>{t`Retry`}</Button>}>{t`The server gave no answer. Nothing was lost here.`}</EmptyState> : null}
      </SettingsBody>
    </SettingsFrame>
  );
}
