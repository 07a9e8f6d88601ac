// All contacts by name, or those whom one looks for; the list goes on as one scrolls.
import { t } from '@lingui/core/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { MessageSquarePlus, SearchX, UserPlus, UserRound } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { listContacts, postContact } from '../../api/contacts';
import { search } from '../../api/search';
import type { Contact } from '../../api/types';
import { contactName, identityWords } from '../../state/contact_name';
import { useScreen } from '../../state/screen';
import { mayWrite, useMe } from '../../state/session';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { Banner, EmptyState } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { dateWords } from '../../ui/time_words';
import { useSave } from '../../ui/use_save';
import { VirtualRows } from '../../ui/virtual_rows';
import settings from '../settings/settings.module.css';
import styles from './contacts.module.css';

const rowPx = 56;
const nearEnd = 20;

function lastHeard({ identities }: Contact): string | undefined {
  return identities.map(({ last_inbound_at: at }) => at ?? '').toSorted().at(-1) || undefined;
}

function useContacts(sought: string) {
  const pages = useInfiniteQuery({ queryKey: ['contacts', sought], queryFn: ({ pageParam }) => listContacts(sought, pageParam), initialPageParam: undefined as string | undefined, getNextPageParam: (page) => page.next_cursor, staleTime: 10_000 });
  // A mail address, a user name or a letter wrong: those the search finds.
  const { data: found } = useQuery({ queryKey: ['contacts', 'search', sought], queryFn: () => search(sought, undefined, AbortSignal.timeout(5000)).then(({ contacts }) => contacts, () => []), enabled: sought.length > 1, staleTime: 10_000 });
  const listed = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const known = new Set(listed.map(({ id }) => id));
  return { contacts: [...listed, ...(found ?? []).filter(({ id }) => !known.has(id))], pages };
}

function Row({ contact, onStart }: { contact: Contact; onStart: (() => void) | undefined }) {
  const name = contactName(contact);
  const heard = lastHeard(contact);
  const when = heard ? dateWords(heard) : undefined;
  const channels = [...new Set(contact.identities.map(({ channel }) => channel))];
  const address = contact.phone_formatted ?? contact.phone ?? contact.email ?? contact.identities.map(identityWords)[0] ?? '';
  return (
    <div className={styles.row}>
      <Link href={`/settings/contacts/${contact.id}`} className={styles.link}>
        <Avatar name={contact.name} figure={UserRound} picture={contact.avatar_url} size={32} />
        <span className={styles.names}><span className="clip medium">{name}</span><span className="hint small clip num">{address}{contact.phone && contact.email ? ` · ${contact.email}` : ''}</span></span>
        {contact.blocked ? <Badge tone="late">{t`blocked`}</Badge> : null}
        <span className={styles.channels}>{channels.map((channel) => <ChannelTile key={channel} channel={channel} size={16} />)}</span>
        <span className={styles.when}>{when ? <><span className="sr">{t`last wrote`} </span>{when}</> : null}</span>
      </Link>
      {onStart ? <IconButton of={MessageSquarePlus} label={t`Write to ${name}`} onClick={onStart} /> : null}
    </div>
  );
}

function Rows({ sought }: { sought: string }) {
  const { contacts, pages } = useContacts(sought);
  const may = mayWrite(useMe());
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError, isPending, refetch } = pages;
  const onScroll = () => {
    const handle = virtual.current;
    if (handle && hasNextPage && !isFetchingNextPage && handle.findItemIndex(handle.scrollOffset + handle.viewportSize) > contacts.length - nearEnd) void fetchNextPage();
  };
  if (isError) return <div className={settings.block}><Banner tone="late" role="alert">{t`The contacts do not load.`} <Button size="sm" onClick={() => void refetch()}>{t`Retry`}</Button></Banner></div>;
  if (isPending) return <div className={settings.block}><p className="hint">{t`Loading`}</p></div>;
  if (contacts.length === 0) return <div className={settings.block}><EmptyState of={SearchX} title={sought ? t`Nobody is found` : t`No contacts yet`}>{sought ? t`Look for the beginning of a name or a number, or a whole e-mail address.` : t`Whoever writes to you stands here from then on.`}</EmptyState></div>;
  return (
    <div ref={scroller} className={styles.rows} role="group" aria-label={t`Contacts`}>
      <Virtualizer as={VirtualRows} ref={virtual} scrollRef={scroller} itemSize={rowPx} onScroll={onScroll} data={contacts}>
        {(contact) => <Row key={contact.id} contact={contact} onStart={may ? () => useScreen.setState({ starting: { contactId: contact.id } }) : undefined} />}
      </Virtualizer>
    </div>
  );
}

function NewContact({ onClose }: { onClose: () => void }) {
  const [, go] = useLocation();
  const [filled, setFilled] = useState({ name: '', phone: '', email: '' });
  const saving = useSave();
  const submit = () => saving.run(async () => {
    const { name, phone, email } = filled;
    const made = await postContact({ name: name.trim(), ...(phone.trim() ? { phone: phone.trim() } : {}), ...(email.trim() ? { email: email.trim() } : {}) });
    go(`/settings/contacts/${made.id}`);
  });
  const ready = filled.name.trim() !== '' && !saving.busy;
  return (
    <Dialog open onClose={onClose} title={t`New contact`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={!ready} onClick={() => void submit()}>{t`Save`}</Button></>}>
      <form className="col" style={{ gap: 'var(--s4)' }} onSubmit={(event) => { event.preventDefault(); if (ready) void submit(); }}>
        <TextField label={t`Name`} value={filled.name} required maxLength={200} error={saving.faultOf('name')} onChange={(event) => setFilled({ ...filled, name: event.target.value })} />
        <TextField label={t`Phone`} type="tel" value={filled.phone} maxLength={40} error={saving.faultOf('phone')} onChange={(event) => setFilled({ ...filled, phone: event.target.value })} />
        <TextField label={t`E-mail`} type="email" value={filled.email} maxLength={320} error={saving.faultOf('email')} onChange={(event) => setFilled({ ...filled, email: event.target.value })} />
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

export function ContactsList() {
  const [typed, setTyped] = useState('');
  const [making, setMaking] = useState(false);
  const may = mayWrite(useMe());
  const sought = useDeferredValue(typed.trim());
  return (
    <section className={settings.card}>
      <header className={settings.cardHead}>
        <div className="grow"><h1 className="head">{t`Contacts`}</h1><p>{t`Everybody who wrote to you, and whom you added yourself; by name.`}</p></div>
        {may ? <Button onClick={() => setMaking(true)}><Icon of={UserPlus} size={14} />{t`New contact`}</Button> : null}
      </header>
      <div className={styles.find}><input type="search" className={styles.search} value={typed} maxLength={200} aria-label={t`Search contacts`} placeholder={t`Name, number or e-mail address`} onChange={(event) => setTyped(event.target.value)} /></div>
      <Rows key={sought} sought={sought} />
      {making ? <NewContact onClose={() => setMaking(false)} /> : null}
    </section>
  );
}
