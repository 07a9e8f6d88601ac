// One line of what was found: a message with the words marked, a customer, or a conversation by its number.
import { t } from '@lingui/core/macro';
import { Hash, Lock, Paperclip, UserRound } from 'lucide-react';
import type { Contact, Conversation, SearchItem } from '../../api/types';
import { useNow } from '../../state/clock';
import { contactName } from '../../state/contact_name';
import { useInbox } from '../../state/desk';
import { piecesOf, type Finding } from '../../state/found';
import { Badge } from '../../ui/badge';
import { ChannelTile } from '../../ui/channel_tile';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { fullMoment, momentWords } from '../../ui/time_words';
import styles from './search.module.css';

function statusWords(status: Conversation['status']): string | undefined {
  switch (status) {
    case 'open': return undefined;
    case 'pending': return t`Waiting for the customer`;
    case 'snoozed': return t`Snoozed`;
    case 'resolved': return t`Resolved`;
  }
}

// Who said it, where it was not the customer.
function speaker({ direction, kind, sender }: SearchItem): string {
  return direction === 'out' || kind === 'note' ? `${sender.name?.split(' ')[0] ?? t`Colleague`}: ` : '';
}

function Foot({ conversation }: { conversation: Conversation }) {
  const inbox = useInbox(conversation.inbox_id)?.name;
  const status = statusWords(conversation.status);
  return (
    <span className={classes(styles.line, styles.foot)}>
      <span className="hint num">#{conversation.number}</span>
      {conversation.public ? <Badge tone="public">{t`Public`}</Badge> : null}
      {status ? <Badge>{status}</Badge> : null}
      {inbox ? <span className="hint clip end">{inbox}</span> : null}
    </span>
  );
}

function Said({ item }: { item: SearchItem }) {
  const now = useNow();
  const { conversation, snippet } = item;
  return (
    <>
      <ChannelTile channel={conversation.channel} isPublic={conversation.public} size={18} />
      <span className={styles.line}>
        <span className={classes('clip', styles.name)}>{contactName(conversation.contact)}</span>
        <time className={classes('end', styles.at)} dateTime={item.at} title={fullMoment(item.at)}>{momentWords(item.at, now)}</time>
      </span>
      <span className={styles.snippet} dir="auto">
        {item.kind === 'note' ? <Icon of={Lock} size={12} /> : null}
        {snippet.place === 'attachment' ? <Icon of={Paperclip} size={12} /> : null}
        {speaker(item)}{piecesOf(snippet.text, snippet.hits).map(({ text, hit }, at) => hit ? <mark key={at}>{text}</mark> : text)}
      </span>
      <Foot conversation={conversation} />
    </>
  );
}

function Person({ contact }: { contact: Contact }) {
  return (
    <>
      <span className={styles.picture}><Icon of={UserRound} size={16} /></span>
      <span className={styles.line}><span className={classes('clip', styles.name)}>{contactName(contact)}</span><span className="hint end">{t`Customer`}</span></span>
      <span className={classes(styles.line, 'hint')}><span className="clip">{[contact.phone, contact.email].filter(Boolean).join(' · ')}</span></span>
    </>
  );
}

function Numbered({ conversation }: { conversation: Conversation }) {
  return (
    <>
      <span className={styles.picture}><Icon of={Hash} size={16} /></span>
      <span className={styles.line}><span className={classes('clip', styles.name)}>{contactName(conversation.contact)}</span><span className="hint end">{t`Conversation`}</span></span>
      <Foot conversation={conversation} />
    </>
  );
}

export interface FindingRowProps {
  id: string;
  finding: Finding;
  active: boolean;
  selected: boolean;
  onOpen: (finding: Finding) => void;
}

export function FindingRow({ id, finding, active, selected, onOpen }: FindingRowProps) {
  return (
    // The box keeps the focus, and with it the keys.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} role="option" tabIndex={-1} aria-selected={active} aria-current={selected ? 'true' : undefined} className={classes(styles.row, selected && styles.selected)} onMouseDown={(event) => event.preventDefault()} onClick={() => onOpen(finding)}>
      {finding.kind === 'message' ? <Said item={finding.item} /> : finding.kind === 'contact' ? <Person contact={finding.contact} /> : <Numbered conversation={finding.conversation} />}
    </div>
  );
}
