// By which address of the customer the answer goes. It is the conversation's, unless somebody chooses another; and when
// the customer last wrote elsewhere, that is said.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, TriangleAlert, X } from 'lucide-react';
import { getContact } from '../../api/contacts';
import type { Contact, ContactIdentity, Conversation } from '../../api/types';
import { keys } from '../../state/cache';
import { useInbox, useInboxes } from '../../state/desk';
import { lastWrittenTo, otherAddresses } from '../../state/addresses';
import { identityWords } from '../../state/contact_name';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { Menu, MenuChoice, MenuHeading } from '../../ui/menu';
import styles from './composer.module.css';

export function useAddresses(conversation: Conversation): { contact: Contact | undefined; others: ContactIdentity[] } {
  const { data: contact } = useQuery({ queryKey: keys.contact(conversation.contact.id), queryFn: () => getContact(conversation.contact.id) });
  const inboxes = useInboxes().data ?? [];
  const others = contact && !conversation.public ? otherAddresses(contact.identities, conversation.inbox_id, inboxes) : [];
  return { contact, others };
}

export interface ReplyByProps {
  conversation: Conversation;
  others: ContactIdentity[];
  chosen: ContactIdentity | undefined;
  onChoose: (identity: ContactIdentity | undefined) => void;
}

function Choice({ identity, chosen, onChoose }: { identity: ContactIdentity; chosen: boolean; onChoose: () => void }) {
  const inbox = useInbox(identity.inbox_id);
  return <MenuChoice checked={chosen} leading={<ChannelTile channel={identity.channel} size={16} hidden />} onSelect={onChoose}>{channelName(identity.channel)} · {inbox?.name} · {identityWords(identity)}</MenuChoice>;
}

// Only where there is a choice.
export function ReplyBy({ conversation, others, chosen, onChoose }: ReplyByProps) {
  const channel = channelName((chosen ?? conversation).channel);
  if (others.length === 0) return null;
  return (
    <Menu label={t`Answer by`} side="top" trigger={<button type="button" className={styles.replyBy} aria-label={t`Answer by ${channel}; choose another address`}>{t`by ${channel}`}<Icon of={ChevronDown} size={12} /></button>}>
      <MenuHeading>{t`Answer by`}</MenuHeading>
      <MenuChoice checked={chosen === undefined} leading={<ChannelTile channel={conversation.channel} size={16} hidden />} onSelect={() => onChoose(undefined)}>{channelName(conversation.channel)} · {t`this conversation`}</MenuChoice>
      {others.map((identity) => <Choice key={identity.id} identity={identity} chosen={identity.id === chosen?.id} onChoose={() => onChoose(identity)} />)}
    </Menu>
  );
}

// Before anything leaves by another way than the customer expects.
export function ReplyByWarning({ conversation, contact, others, chosen, onChoose }: ReplyByProps & { contact: Contact | undefined }) {
  const last = lastWrittenTo(contact?.identities ?? []);
  const lastChannel = channelName((last ?? conversation).channel);
  const there = others.find(({ inbox_id: inboxId }) => inboxId === last?.inbox_id);
  if (chosen) {
    const by = channelName(chosen.channel);
    const elsewhere = last !== undefined && last.inbox_id !== chosen.inbox_id;
    return (
      <div className={styles.elsewhere} role="status">
        <Icon of={TriangleAlert} size={14} />
        <span className="grow"><b>{t`This goes by ${by}, in another conversation.`}</b>{' '}{elsewhere ? t`The customer last wrote by ${lastChannel}.` : null}</span>
        <IconButton of={X} size="mini" iconSize={12} label={t`Answer in this conversation`} onClick={() => onChoose(undefined)} />
      </div>
    );
  }
  if (!there || conversation.public) return null;
  return (
    <div className={styles.elsewhere} role="status">
      <Icon of={TriangleAlert} size={14} />
      <span className="grow">{t`The customer last wrote by ${lastChannel}.`}</span>
      <Button size="mini" onClick={() => onChoose(there)}>{t`Answer there`}</Button>
    </div>
  );
}
