// Who this is about and what can be done with it; below it, where it came in and how long a reply is possible.
import { t } from '@lingui/core/macro';
import { ArrowLeft, CalendarCheck, Check, Eye, Flag, Megaphone, PanelRight, RotateCcw, Scale, Tag, UserRound } from 'lucide-react';
import { useRef } from 'react';
import type { Conversation } from '../../api/types';
import { setStatus } from '../../state/actions';
import { useInbox, useUsers } from '../../state/desk';
import { useHold } from '../../state/hold';
import { subjectOf } from '../../state/mail_people';
import { usePresence } from '../../state/presence';
import { prefer, usePreferences } from '../../state/preferences';
import { openMenu, useScreen } from '../../state/screen';
import { mayWrite, useMe } from '../../state/session';
import { useThread } from '../../state/threads';
import { Avatar } from '../../ui/avatar';
import { Badge, LabelChip } from '../../ui/badge';
import { classes } from '../../ui/classes';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { DueClock } from '../../ui/due_clock';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { Keys } from '../../ui/kbd';
import { LabelMenu, PriorityMenu } from '../../ui/mark_menus';
import { SentimentMark } from '../../ui/sentiment_mark';
import { momentWords } from '../../ui/time_words';
import { phone, useMedia, withoutContext } from '../../ui/use_media';
import { useKeyOf } from '../../ui/use_key_of';
import { WindowClock } from '../../ui/window_clock';
import { AssignMenu } from './assign_menu';
import { MoreMenu } from './more_menu';
import { SnoozeMenu } from './snooze_menu';
import { useFold } from './use_fold';
import styles from './thread.module.css';
import { contactName } from '../../state/contact_name';

function ResolveButton({ conversation, small, showsKeys, onResolve }: { conversation: Conversation; small: boolean; showsKeys: boolean; onResolve: () => void }) {
  const keys = useKeyOf('resolve');
  if (conversation.status !== 'open' && conversation.status !== 'pending') {
    return <Button size="sm" aria-label={t`Reopen`} onClick={() => void setStatus(conversation.id, 'open')}><Icon of={RotateCcw} size={14} />{small ? null : t`Reopen`}</Button>;
  }
  return <Button size="sm" aria-label={t`Resolve`} aria-keyshortcuts={keys} onClick={onResolve}><Icon of={Check} size={14} />{small ? null : t`Resolve`}{keys && showsKeys ? <Keys keys={keys} /> : null}</Button>;
}

function ContextButton() {
  const narrow = useMedia(withoutContext);
  const shown = usePreferences((store) => store.contextShown);
  const keys = useKeyOf('context');
  if (!narrow && shown) return null;
  return <IconButton of={PanelRight} label={t`Show customer`} keys={keys} onClick={() => (narrow ? useScreen.setState({ contextDrawer: true }) : void prefer({ contextShown: true }))} />;
}

// Where they have no room they stand in the menu.
function Marks({ conversation }: { conversation: Conversation }) {
  const menu = useScreen((store) => store.menu);
  const [labels, priority] = [useKeyOf('labels'), useKeyOf('priority')];
  return (
    <>
      <LabelMenu conversation={conversation} open={menu === 'labels'} onOpenChange={(next) => openMenu(next ? 'labels' : undefined)} trigger={<IconButton of={Tag} variant="plain" label={t`Labels`} keys={labels} />} />
      <PriorityMenu conversation={conversation} open={menu === 'priority'} onOpenChange={(next) => openMenu(next ? 'priority' : undefined)} trigger={<IconButton of={Flag} variant="plain" label={t`Priority`} keys={priority} />} />
    </>
  );
}

function PromiseButton({ conversation }: { conversation: Conversation }) {
  const keys = useKeyOf('promise');
  const stands = conversation.promise !== undefined && conversation.promise.kept_at === undefined;
  return <IconButton of={CalendarCheck} variant="plain" label={stands ? t`Change promise` : t`Promise`} keys={keys} aria-pressed={stands} onClick={() => useScreen.setState({ asking: 'promise' })} />;
}

export interface ThreadHeaderProps {
  conversation: Conversation;
  onBack: () => void;
  onResolve: () => void;
}

// What gives way to the name, one after the other.
const folds = { marks: 1, number: 2, keys: 3, later: 4, owner: 5 };

export function ThreadHeader({ conversation, onBack, onResolve }: ThreadHeaderProps) {
  const onPhone = useMedia(phone);
  const me = useMe();
  const row = useRef<HTMLElement>(null);
  const name = contactName(conversation.contact);
  const step = useFold(row, [name, conversation.assignee_id, conversation.status, useMedia(withoutContext)].join(' '), folds.owner, useScreen((store) => store.menu !== undefined));
  const folded = (part: keyof typeof folds) => onPhone || step >= folds[part];
  // Alone on the screen it is the page's name; beside the list it is a part's.
  const Heading = onPhone ? 'h1' : 'h2';
  return (
    <header ref={row} className={styles.header}>
      {onPhone ? <IconButton of={ArrowLeft} iconSize={20} label={t`Back to the list`} onClick={onBack} /> : null}
      <div className="row tight grow">
        {onPhone ? null : <Avatar name={conversation.contact.name || conversation.contact.username} figure={UserRound} picture={conversation.contact.avatar_url} size={24} />}
        <Heading data-name title={name} className={classes('title', folded('owner') ? styles.twoLines : 'clip')}>{name}</Heading>
        {folded('number') ? null : <span className="hint small num">#{conversation.number}</span>}
      </div>
      <AssignMenu conversation={conversation} small={folded('owner')} showsKeys={!folded('keys')} />
      {mayWrite(me) ? (
        <>
          {folded('marks') ? null : <Marks conversation={conversation} />}
          {folded('later') ? null : <><SnoozeMenu conversation={conversation} /><PromiseButton conversation={conversation} /></>}
          <MoreMenu conversation={conversation} marks={folded('marks')} later={folded('later')} />
          <ResolveButton conversation={conversation} small={folded('owner')} showsKeys={!folded('keys')} onResolve={onResolve} />
        </>
      ) : null}
      <ContextButton />
    </header>
  );
}

function Watchers({ id }: { id: string }) {
  const me = useMe();
  const viewing = usePresence((store) => store.viewing);
  const others = useUsers().data?.filter((user) => user.id !== me.id && viewing[user.id] === id) ?? [];
  if (others.length === 0) return null;
  const names = others.map(({ name }) => name).join(', ');
  return (
    <span className={styles.watchers} title={t`${names} looking along`}>
      <Icon of={Eye} size={14} />
      {others.slice(0, 3).map((user) => <Avatar key={user.id} name={user.name} size={20} />)}
      <span className="sr">{t`${names} looking along`}</span>
    </span>
  );
}

function stateWords({ status, snoozed_until: until }: Conversation): string | undefined {
  if (status === 'resolved') return t`Resolved`;
  const when = until ? momentWords(until, Date.now()) : '';
  if (status === 'snoozed') return when ? t`Snoozed until ${when}` : t`Snoozed`;
  return undefined;
}

function HoldMark({ id }: { id: string }) {
  const held = useHold(id);
  if (!held) return null;
  return <Badge title={t`Neither deleting after its time nor erasing the customer touches this conversation.`}><Icon of={Scale} size={12} />{t`Legal hold`}</Badge>;
}

// A mail has a subject: that of the newest one, cut where the room ends.
function Subject({ id }: { id: string }) {
  const { data: thread } = useThread(id);
  const subject = subjectOf(thread?.items ?? []);
  if (!subject) return null;
  return <><span className={styles.rule} /><span className={classes('clip', styles.subject)} title={subject}>{subject}</span></>;
}

export function SubBar({ conversation }: { conversation: Conversation }) {
  const inbox = useInbox(conversation.inbox_id);
  const state = stateWords(conversation);
  // In public no window shuts.
  const clock = conversation.public ? undefined : conversation.reply_window_ends_at;
  const channel = channelName(conversation.channel);
  const onPhone = useMedia(phone);
  return (
    <div className={classes(styles.subbar, conversation.public && styles.public)}>
      {conversation.public ? null : <ChannelTile channel={conversation.channel} size={16} hidden />}
      {conversation.public ? <><Icon of={Megaphone} size={14} /><b>{t`Public conversation`}</b></> : null}
      <span className={conversation.public ? undefined : 'medium'}>{channel}</span>
      {inbox && inbox.name !== channel && !(onPhone && conversation.public) ? <span className="clip">{inbox.name}</span> : null}
      {conversation.public && !onPhone ? <span className="clip">{t`everybody reads along`}</span> : null}
      {conversation.channel === 'email' ? <Subject id={conversation.id} /> : null}
      {state || clock ? <span className={styles.rule} /> : null}
      {conversation.due_at ? <DueClock dueAt={conversation.due_at} since={conversation.waiting_since} /> : null}
      {state ? <Badge>{state}</Badge> : <WindowClock endsAt={clock} lateEndsAt={conversation.late_reply_window_ends_at} wholeHours={inbox?.capabilities.reply_window_hours} />}
      {conversation.sentiment ? <SentimentMark sentiment={conversation.sentiment} /> : null}
      <HoldMark id={conversation.id} />
      {onPhone ? null : conversation.labels.slice(0, 3).map((label) => <LabelChip key={label.id} name={label.name} color={label.color} />)}
      <Watchers id={conversation.id} />
    </div>
  );
}
