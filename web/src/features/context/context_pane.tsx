// Beside the thread: who the customer is, over which channels, and what came before.
import { t, plural } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Flag, History, PanelRight, Plus, StickyNote, Tag, UserRound } from 'lucide-react';
import { Link } from 'wouter';
import { getContact, getContactConversations } from '../../api/contacts';
import type { Contact, ContactIdentity, Conversation } from '../../api/types';
import { setLabels } from '../../state/actions';
import { useAttributes } from '../../state/attributes';
import { keys } from '../../state/cache';
import { useInboxes } from '../../state/desk';
import { prefer } from '../../state/preferences';
import { useScreen } from '../../state/screen';
import { mayWrite, useMe } from '../../state/session';
import { Avatar } from '../../ui/avatar';
import { Badge, LabelChip } from '../../ui/badge';
import { channelName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { classes } from '../../ui/classes';
import { lastWords } from '../../ui/content_words';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { LabelMenu, PriorityMenu } from '../../ui/mark_menus';
import { priorityWords } from '../../ui/priority_words';
import { Bone, Skeleton } from '../../ui/skeleton';
import { dateWords } from '../../ui/time_words';
import { useKeyOf } from '../../ui/use_key_of';
import { useMedia, withoutContext } from '../../ui/use_media';
import { Blocking } from './blocking';
import { ContactNote } from './contact_note';
import styles from './context.module.css';
import { contactName, identityWords } from '../../state/contact_name';
import { ExternalCard } from './external_card';
import { OwnFields } from './own_fields';
import { Followers, PromisePart } from './promise_part';
import { PrivacyActions } from './privacy_actions';
import { SamePerson } from './same_person';
import { SatisfactionPart } from './satisfaction_part';
import { SimilarPart } from './similar_part';
import { VisitedPages } from './visited_pages';

function useContact(id: string) {
  return useQuery({ queryKey: keys.contact(id), queryFn: () => getContact(id) });
}

function Who({ contact }: { contact: Contact }) {
  const since = dateWords(contact.created_at);
  const folded = useMedia(withoutContext);
  const shortcut = useKeyOf('context');
  const close = () => (folded ? useScreen.setState({ contextDrawer: false }) : void prefer({ contextShown: false }));
  return (
    <div className={styles.who}>
      <Avatar name={contact.name} figure={UserRound} picture={contact.avatar_url} size={40} />
      <div className="grow">
        <div className={styles.name}>{contactName(contact)}</div>
        <div className="small muted">{t`Customer since ${since}`}</div>
      </div>
      <IconButton of={PanelRight} label={t`Close panel`} keys={shortcut} onClick={close} />
    </div>
  );
}

export function isReadable({ kind, phone, username }: ContactIdentity): boolean {
  return phone !== undefined || username !== undefined || kind === 'email' || kind === 'external';
}

function Identities({ contact, conversation }: { contact: Contact; conversation: Conversation }) {
  const inboxes = useInboxes().data;
  // What people can read comes first; a platform's own number of a person, last.
  const sorted = contact.identities.toSorted((left, right) => Number(isReadable(right)) - Number(isReadable(left)));
  const identities = sorted.filter((one, index) => sorted.findIndex((other) => other.inbox_id === one.inbox_id && identityWords(other) === identityWords(one)) === index);
  const current = identities.find(({ inbox_id: inboxId }) => inboxId === conversation.inbox_id)?.id;
  return identities.map((identity) => {
    const inbox = inboxes?.find(({ id }) => id === identity.inbox_id);
    const here = identity.id === current;
    return (
      <div key={identity.id} className={styles.identity}>
        <ChannelTile channel={identity.channel} isPublic={inbox?.public ?? false} size={16} />
        <span className="clip num" title={`${identity.kind}: ${identity.external_id}`}>{isReadable(identity) ? identityWords(identity) : (inbox?.name ?? channelName(identity.channel))}</span>
        {identity.verified ? <Badge tone="ok">{t`proved`}</Badge> : null}
        <span className={styles.state}>{here ? <span className="t-ok">{t`this conversation`}</span> : isReadable(identity) ? inbox?.name : t`known by an ID`}</span>
      </div>
    );
  });
}

function Labels({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const may = mayWrite(me);
  const without = (id: string) => void setLabels(conversation.id, conversation.labels.filter((label) => label.id !== id));
  return (
    <section>
      <h3><Icon of={Tag} size={14} />{t`Labels`}</h3>
      <div className={styles.labels}>
        {conversation.labels.map((label) => <LabelChip key={label.id} name={label.name} color={label.color} {...(may ? { onRemove: () => without(label.id) } : {})} />)}
        {may ? <LabelMenu conversation={conversation} trigger={<button type="button" className={styles.add}><Icon of={Plus} size={12} />{t`add`}</button>} /> : null}
      </div>
      {may ? <PriorityMenu conversation={conversation} trigger={<button type="button" className={styles.priority}><Icon of={Flag} size={12} />{priorityWords(conversation.priority)}</button>} /> : null}
    </section>
  );
}

function fieldValue(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

function Fields({ contact, conversation }: { contact: Contact; conversation: Conversation }) {
  const ofContact = useAttributes('contact');
  const ofConversation = useAttributes('conversation');
  const defined = new Set(ofContact.map(({ key }) => key));
  const fields = [...(contact.phone ? [[t`Phone`, contact.phone_formatted ?? contact.phone]] : []), ...(contact.email ? [[t`E-mail`, contact.email]] : []), ...Object.entries(contact.attributes).filter(([name]) => !defined.has(name)).map(([name, value]) => [name, fieldValue(value)])];
  if (fields.length === 0 && ofContact.length === 0 && ofConversation.length === 0) return null;
  return (
    <section>
      <h3>{t`Details`}</h3>
      <dl className={styles.fields}>{fields.map(([name, value]) => [<dt key={`${name}-name`} className="clip">{name}</dt>, <dd key={name}>{value}</dd>])}</dl>
      <OwnFields contact={contact} conversation={conversation} />
    </section>
  );
}

export function statusWords({ status }: Conversation): string {
  switch (status) {
    case 'resolved': return t`Resolved`;
    case 'snoozed': return t`Snoozed`;
    default: return t`Open`;
  }
}

function Past({ contactId, current }: { contactId: string; current: string }) {
  const { data } = useQuery({ queryKey: ['contact', contactId, 'conversations'], queryFn: async () => (await getContactConversations(contactId)).items, staleTime: 30_000 });
  const earlier = data?.filter(({ id }) => id !== current) ?? [];
  return (
    <section>
      <h3><Icon of={History} size={14} />{t`Earlier`}<span className={styles.more}>{earlier.length > 0 ? plural(earlier.length, { one: '# conversation', other: '# conversations' }) : t`nothing yet`}</span></h3>
      {earlier.map((conversation) => (
        <Link key={conversation.id} href={`/all/${conversation.id}`} className={styles.past}>
          <ChannelTile channel={conversation.channel} isPublic={conversation.public} size={16} />
          <span className="clip medium">{conversation.last_message ? lastWords(conversation.last_message, contactName(conversation.contact)) : ''}</span>
          <span className={styles.date}>{dateWords(conversation.last_activity_at)}</span>
          <span className={styles.state}>{statusWords(conversation)}</span>
        </Link>
      ))}
    </section>
  );
}

// As high as what comes, so that nothing jumps.
export function ContextBones() {
  return (
    <aside className={styles.pane} aria-label={t`Customer`}>
      <Skeleton label={t`Loading`}>
        <section>
          <div className={styles.who}><Bone width={40} height={40} radius={20} /><div className={classes('grow', styles.bones)}><Bone width="60%" /><Bone width="40%" height={10} /></div></div>
        </section>
        {['70%', '85%', '50%'].map((width) => <section key={width} className={styles.bones}><Bone width="30%" /><Bone width={width} height={10} /></section>)}
      </Skeleton>
    </aside>
  );
}

// What is left of somebody who was erased: that, and when.
function ErasedLine({ at }: { at: string }) {
  const day = dateWords(at);
  return <p className="hint small">{t`The data were erased on ${day}.`}</p>;
}

export function ContextPane({ conversation }: { conversation: Conversation }) {
  const { data: contact } = useContact(conversation.contact.id);
  if (!contact) return <ContextBones />;
  return (
    <aside className={styles.pane} aria-label={t`Customer`}>
      <section>
        <Who contact={contact} />
        {contact.erased_at ? <ErasedLine at={contact.erased_at} /> : <Identities contact={contact} conversation={conversation} />}
      </section>
      {conversation.channel === 'webchat' ? <VisitedPages contactId={contact.id} /> : null}
      <SamePerson contact={contact} />
      <PromisePart conversation={conversation} />
      <SatisfactionPart contact={contact} />
      <Labels conversation={conversation} />
      <section>
        <h3><Icon of={StickyNote} size={14} />{t`About this customer`}</h3>
        <ContactNote key={contact.id} contact={contact} />
      </section>
      <Fields contact={contact} conversation={conversation} />
      {contact.erased_at ? null : <ExternalCard contactId={contact.id} />}
      <Followers conversation={conversation} />
      <Past contactId={contact.id} current={conversation.id} />
      <SimilarPart conversationId={conversation.id} />
      {contact.erased_at ? null : <Blocking contact={contact} />}
      {contact.erased_at ? null : <PrivacyActions contact={contact} />}
    </aside>
  );
}
