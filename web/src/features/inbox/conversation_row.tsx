// One conversation in the list: three lines, always as high.
import { t } from '@lingui/core/macro';
import { CalendarCheck, Check, CircleAlert, Eye, Handshake, Lock, Pencil, SignalHigh, Star, TriangleAlert, UserRound } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import type { Conversation, LastMessage } from '../../api/types';
import { useConversation } from '../../state/cache';
import { useNow } from '../../state/clock';
import { useTeams } from '../../state/desk';
import { usePresence } from '../../state/presence';
import { useSelection } from '../../state/selection';
import { myId, useMe } from '../../state/session';
import { prefetchThread } from '../../state/threads';
import { follows } from '../../state/follows';
import { isOfferedTo } from '../../state/transfers';
import { Avatar } from '../../ui/avatar';
import { Badge, LabelChip, UnreadCount } from '../../ui/badge';
import { ChannelTile } from '../../ui/channel_tile';
import { classes } from '../../ui/classes';
import { contentPicture, lastWords } from '../../ui/content_words';
import { DueClock } from '../../ui/due_clock';
import { Icon } from '../../ui/icon';
import { SentimentMark } from '../../ui/sentiment_mark';
import { durationWords, momentWords } from '../../ui/time_words';
import { WindowClock } from '../../ui/window_clock';
import { useRowDesk } from './row_desk';
import { rowName } from './row_name';
import { isNotSent, stillWords } from './still_words';
import styles from './list.module.css';
import { contactName } from '../../state/contact_name';

const mostLabels = 2;

// Who of us said it last: oneself, or the colleague by first name.
function spokenBy({ direction, kind, sender_name: sender }: LastMessage, me: string, words: string): string {
  if (direction !== 'out' || kind === 'activity') return words;
  const first = sender?.split(' ')[0];
  // Somebody without a seat answered.
  if (!sender && kind === 'note') return words;
  if (!sender || sender === me) return t`You: ${words}`;
  return `${first}: ${words}`;
}

function Preview({ message, customer }: { message: LastMessage | undefined; customer: string }) {
  const me = useMe();
  if (!message) return null;
  const picture = contentPicture(message.content_type);
  const words = lastWords(message, customer);
  return (
    <>
      {isNotSent(message) ? <span className="t-late" title={t`Not sent`}><Icon of={CircleAlert} size={14} /></span> : null}
      {message.kind === 'note' ? <span className="hint"><Icon of={Lock} size={12} /></span> : null}
      {picture && !message.text ? <span className="hint"><Icon of={picture} size={14} /></span> : null}
      <span className="clip grow">{spokenBy(message, me.name, words)}</span>
    </>
  );
}

function Watchers({ id }: { id: string }) {
  const viewers = usePresence((store) => Object.keys(store.viewing).filter((user) => store.viewing[user] === id && user !== myId()).join(' '));
  const typing = usePresence((store) => store.typing[id]);
  const { users } = useRowDesk();
  const writers = Object.values(typing ?? {}).flatMap(({ user }) => (user ? [user] : []));
  const writer = writers[0]?.name;
  if (writer) return <span className={classes(styles.watching, styles.typing)} title={t`${writer} is typing`}><Icon of={Pencil} size={12} /><Avatar name={writer} size={18} /></span>;
  const viewer = users.get(viewers.split(' ')[0] ?? '')?.name;
  return viewer ? <span className={styles.watching} title={t`${viewer} is looking`}><Icon of={Eye} size={12} /><Avatar name={viewer} size={18} /></span> : null;
}

function FirstLine({ conversation }: { conversation: Conversation }) {
  const now = useNow();
  const since = conversation.waiting_since;
  const wholeHours = useRowDesk().inboxes.get(conversation.inbox_id)?.capabilities.reply_window_hours;
  const at = new Date(since ?? conversation.last_activity_at).getTime();
  const words = durationWords(now - at);
  return (
    <span className={styles.line}>
      <Avatar name={conversation.contact.name || conversation.contact.username} figure={UserRound} picture={conversation.contact.avatar_url} size={18} />
      <span className={classes('clip', styles.name)}>{contactName(conversation.contact)}</span>
      <span className={styles.wait} title={since ? t`Waiting ${words}` : undefined}>{words}</span>
      <span className="end">
        {isNotSent(conversation.last_message) && conversation.status === 'open' ? <span className={classes(styles.still, 't-late')}>{t`not sent`}</span> : conversation.due_at ? <DueClock dueAt={conversation.due_at} since={since} /> : since ? <WindowClock endsAt={conversation.reply_window_ends_at} lateEndsAt={conversation.late_reply_window_ends_at} wholeHours={wholeHours} onlyWhenShort /> : <span className={styles.still}>{stillWords(conversation, now)}</span>}
      </span>
    </span>
  );
}

// Offered to me it says so in words; what is offered to a colleague is a mark.
function Offer({ conversation: { transfer, assignee_id: assignee } }: { conversation: Conversation }) {
  const { users } = useRowDesk();
  const teams = useTeams().data ?? [];
  if (!transfer) return null;
  const from = users.get(transfer.from_user_id)?.name.split(' ')[0] ?? t`a colleague`;
  if (assignee !== myId() && isOfferedTo(transfer, myId(), teams)) return <Badge tone="accent" title={transfer.note ?? ''}><Icon of={Handshake} size={12} />{t`for you, from ${from}`}</Badge>;
  return <span className={styles.wait} title={t`Offered to a colleague`}><Icon of={Handshake} size={12} /></span>;
}

function ThirdLine({ conversation }: { conversation: Conversation }) {
  const owner = useRowDesk().users.get(conversation.assignee_id ?? '');
  const more = conversation.labels.length - mostLabels;
  const promised = conversation.promise?.kept_at === undefined ? conversation.promise : undefined;
  const pressing = conversation.priority === 'urgent' || conversation.priority === 'high';
  return (
    <span className={classes(styles.line, styles.third)}>
      {conversation.public ? <Badge tone="public">{t`Public`}</Badge> : null}
      {conversation.sentiment ? <SentimentMark sentiment={conversation.sentiment} /> : null}
      {pressing ? <Badge tone={conversation.priority === 'urgent' ? 'late' : 'risk'}><Icon of={conversation.priority === 'urgent' ? TriangleAlert : SignalHigh} size={12} />{conversation.priority === 'urgent' ? t`Urgent` : t`High`}</Badge> : null}
      {conversation.labels.slice(0, mostLabels).map((label) => <LabelChip key={label.id} name={label.name} color={label.color} />)}
      {more > 0 ? <span className={styles.wait}>+{more}</span> : null}
      {promised ? <span className={styles.wait} title={promised.note ?? t`Promised`}><Icon of={CalendarCheck} size={12} /> {momentWords(promised.at, Date.now())}</span> : null}
      <Offer conversation={conversation} />
      {follows(conversation) ? <span className={styles.wait} title={t`You follow this`}><Icon of={Star} size={12} /></span> : null}
      <span className={styles.people}>
        <Watchers id={conversation.id} />
        <Avatar name={owner?.name} size={20} title={owner ? owner.name : t`Nobody`} />
      </span>
    </span>
  );
}

// Opens it, chooses it, or chooses all up to it.
export type Pressing = 'open' | 'pick' | 'extend';

export interface ConversationRowProps {
  id: string;
  domId: string;
  selected: boolean;
  active: boolean;
  gone: boolean;
  position: number;
  total: number;
  onPress: (id: string, how: Pressing) => void;
}

function pressing({ ctrlKey, metaKey, shiftKey }: MouseEvent): Pressing {
  if (shiftKey) return 'extend';
  return ctrlKey || metaKey ? 'pick' : 'open';
}

export const ConversationRow = memo(function ConversationRow({ id, domId, selected, active, gone, position, total, onPress }: ConversationRowProps) {
  const { data: conversation } = useConversation(id);
  const owner = useRowDesk().users.get(conversation?.assignee_id ?? '');
  const now = useNow();
  const picked = useSelection((store) => store.ids.has(id));
  if (!conversation) return <div className={styles.row} role="option" aria-selected={picked} aria-label={t`Conversation`} />;
  const unread = conversation.unread_count > 0;
  return (
    // The listbox around it has the keys; the row itself only takes the pointer.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={domId} role="option" aria-selected={picked || selected} aria-current={selected ? 'true' : undefined} aria-setsize={total} aria-posinset={position} aria-label={rowName(conversation, owner?.name, now)}
      className={classes(styles.row, selected && styles.selected, picked && styles.picked, active && styles.active, gone && styles.gone, unread && styles.unread, conversation.public && styles.public)}
      onClick={(event) => onPress(id, pressing(event))} onPointerEnter={() => prefetchThread(id)}
    >
      {/* The tile is a box to tick for the pointer; the keyboard has its own keys. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span className={styles.tile} onClick={(event) => { event.stopPropagation(); onPress(id, event.shiftKey ? 'extend' : 'pick'); }}>
        <ChannelTile channel={conversation.channel} isPublic={conversation.public} hidden />
        <span className={styles.tick} aria-hidden="true">{picked ? <Icon of={Check} size={12} /> : null}</span>
      </span>
      <FirstLine conversation={conversation} />
      <span className={classes(styles.line, styles.preview)}>
        <Preview message={conversation.last_message} customer={contactName(conversation.contact)} />
        {unread ? <UnreadCount count={conversation.unread_count} /> : null}
      </span>
      <ThirdLine conversation={conversation} />
    </div>
  );
});
