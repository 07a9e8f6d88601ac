// The thread itself: from the oldest message that was loaded to what is being sent.
import { t, plural } from '@lingui/core/macro';
import { ArrowDown, ArrowUp, CircleAlert, History } from 'lucide-react';
import { Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Capabilities, Conversation } from '../../api/types';
import { useNow } from '../../state/clock';
import { useFind } from '../../state/find';
import { useOutbox } from '../../state/outbox';
import { mayWrite, useMe } from '../../state/session';
import { isInbound, type Thread } from '../../state/thread';
import { loadOlder, useThread } from '../../state/threads';
import { EmptyState } from '../../ui/banner';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { lazily } from '../../ui/lazily';
import { Bone, Skeleton } from '../../ui/skeleton';
import { dayWords } from '../../ui/time_words';
import { ActivityLine } from './activity_line';
import { MessageItem, PendingItem } from './message_item';
import { PostCard } from './post_card';
import { timeline, type Entry } from './timeline';
import { useJumpHere } from './use_jump_here';
import { useMarks } from './use_marks';
import { toFirstUnread, useOpening, type Opening } from './use_opening';
import { useReadMark } from './use_read_mark';
import { useThreadScroll, type ThreadScroll } from './use_scroll';
import messageStyles from './message.module.css';
import styles from './thread.module.css';
import { contactName } from '../../state/contact_name';

const FindBar = lazily(async () => (await import('./find_bar')).FindBar);

function EntryLine({ entry, count, capabilities }: { entry: Entry; count: number; capabilities: Capabilities | undefined }) {
  const now = useNow();
  switch (entry.kind) {
    case 'day': return <div className={styles.day}>{dayWords(entry.at, now)}</div>;
    case 'unread': return <div className={classes(styles.day, styles.new)} data-unread>{plural(count, { one: 'New · # message', other: 'New · # messages' })}</div>;
    case 'activity': return <ActivityLine messages={entry.messages} />;
    case 'message': return <MessageItem message={entry.message} capabilities={capabilities} />;
  }
}

// The thread itself, or what came before it.
function Bones({ first }: { first: boolean }) {
  return (
    <Skeleton label={first ? t`Loading` : t`Loading older messages`}>
      <div className={styles.older}>
        {first ? null : <span className={styles.olderHint}><Icon of={History} size={12} />{t`Loading older messages`}</span>}
        <Bone width="52%" height={36} radius={10} />
        <Bone width="40%" height={36} radius={10} />
      </div>
    </Skeleton>
  );
}

// As long as there is more it has its room, so that nothing moves when it shows.
function Older({ loading, thread }: { loading: boolean; thread: Thread | undefined }) {
  if (!thread) return <Bones first />;
  return thread.hasOlder ? <div className={styles.olderRoom}>{loading ? <Bones first={false} /> : null}</div> : null;
}

function useOlder(conversationId: string, thread: Thread | undefined, scroll: ThreadScroll): boolean {
  const [loading, setLoading] = useState(false);
  const busy = useRef(false);
  const { nearTop } = scroll;
  const hasOlder = thread?.hasOlder ?? false;
  const oldest = thread?.items[0]?.id;
  useEffect(() => {
    if (!nearTop || !hasOlder || busy.current) return;
    busy.current = true;
    setLoading(true);
    loadOlder(conversationId).catch(() => undefined).finally(() => { busy.current = false; setLoading(false); });
  }, [nearTop, hasOlder, oldest, conversationId]);
  return loading;
}

// Arrows walk through the messages; Home and End go to the ends.
function onThreadKey(event: KeyboardEvent<HTMLElement>): void {
  const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
  const step = steps[event.key];
  const articles = [...event.currentTarget.querySelectorAll<HTMLElement>('article[data-message]')];
  const at = articles.findIndex((article) => article.contains(document.activeElement));
  if (step === undefined || articles.length === 0 || (event.target as Element).closest('button, a, audio, video')) return;
  event.preventDefault();
  const next = at < 0 ? articles.length - 1 : at + step;
  articles[Math.min(Math.max(next, 0), articles.length - 1)]?.focus();
}

// Whether the first unread message is above what can be seen, and has not been seen yet.
function useUnreadAbove(scroller: RefObject<HTMLElement | null>, opening: Opening): boolean {
  const [above, setAbove] = useState(false);
  useEffect(() => {
    const root = scroller.current;
    const mark = root?.querySelector('[data-unread]');
    if (!root || !mark) return setAbove(opening.count > 0);
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry) return;
      setAbove(!entry.isIntersecting);
      if (entry.isIntersecting) observer.disconnect();
    }, { root });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [scroller, opening.count, opening.firstUnreadId]);
  return above;
}

// New messages that came in below what can be seen.
function useBelow(thread: Thread | undefined, atBottom: boolean): number {
  const [seen, setSeen] = useState<string | undefined>(undefined);
  const newest = thread?.items[thread.items.length - 1]?.id;
  if (atBottom && newest !== seen) setSeen(newest);
  if (!thread || seen === undefined || atBottom) return 0;
  const from = thread.items.findIndex(({ id }) => id === seen);
  return from < 0 ? 0 : thread.items.slice(from + 1).filter(isInbound).length;
}

function Pills({ conversationId, scroller, opening, below, toBottom, atBottom, finding }: { conversationId: string; scroller: RefObject<HTMLElement | null>; opening: Opening; below: number; toBottom: () => void; atBottom: boolean; finding: boolean }) {
  const above = useUnreadAbove(scroller, opening);
  const toUnread = () => {
    const mark = scroller.current?.querySelector('[data-unread]');
    if (mark) mark.scrollIntoView({ block: 'start' });
    else toFirstUnread(conversationId, opening).catch(() => undefined);
  };
  return (
    <>
      {above && !finding ? <button type="button" className={classes(styles.jump, styles.up)} onClick={toUnread}><Icon of={ArrowUp} size={14} />{t`To first unread`}</button> : null}
      {atBottom ? null : <button type="button" className={classes(styles.jump, styles.down)} onClick={toBottom}><Icon of={ArrowDown} size={14} />{below > 0 ? plural(below, { one: '# new message', other: '# new messages' }) : t`To the newest`}</button>}
    </>
  );
}

export interface ThreadViewProps {
  conversation: Conversation;
  capabilities: Capabilities | undefined;
  ref: RefObject<HTMLDivElement | null>;
}

export function ThreadView({ conversation, capabilities, ref }: ThreadViewProps) {
  const me = useMe();
  const flow = useRef<HTMLDivElement>(null);
  const { data: thread, isError, refetch } = useThread(conversation.id);
  const pending = useOutbox((store) => store.pending);
  const mine = useMemo(() => pending.filter((item) => item.conversationId === conversation.id && !thread?.items.some((message) => message.client_id === item.clientId)), [pending, thread, conversation.id]);
  const opening = useOpening(conversation, thread);
  const entries = useMemo(() => timeline(thread?.items ?? [], opening.firstUnreadId), [thread, opening.firstUnreadId]);
  const scroll = useThreadScroll(ref, flow, conversation.id);
  const loadingOlder = useOlder(conversation.id, thread, scroll);
  const below = useBelow(thread, scroll.atBottom);
  useReadMark(thread ? conversation : undefined, scroll.atBottom, mayWrite(me));
  const { toBottom, restore, settle } = scroll;
  useLayoutEffect(restore, [thread?.items[0]?.id, thread?.hasOlder, opening.firstUnreadId, restore]);
  useJumpHere(ref, conversation.id, entries, settle);
  const finding = useFind((store) => store.in === conversation.id);
  useMarks(flow, useFind((store) => (store.in === conversation.id ? store.words : '')), entries);
  const customer = contactName(conversation.contact);
  useEffect(() => { if (mine.length > 0) toBottom(); }, [mine.length, toBottom]);
  if (isError) return <EmptyState of={CircleAlert} title={t`This conversation does not load`} alert actions={<Button variant="primary" onClick={() => void refetch()}>{t`Retry`}</Button>}>{t`The server gave no answer. Your draft is kept.`}</EmptyState>;
  return (
    <div className={styles.thread}>
      {finding ? <Suspense fallback={null}><FindBar conversationId={conversation.id} onLeave={() => ref.current?.focus({ preventScroll: true })} /></Suspense> : null}
      {/* The log has the keys to walk through its messages and to scroll. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div ref={ref} className={styles.scroller} role="log" aria-label={t`Conversation with ${customer}`} aria-busy={loadingOlder || !thread} tabIndex={0} onKeyDown={onThreadKey}>
        <div ref={flow} className={classes(styles.flow, conversation.public && messageStyles.openly)}>
          <Older loading={loadingOlder} thread={thread} />
          {conversation.post && thread && !thread.hasOlder ? <PostCard post={conversation.post} /> : null}
          {entries.map((entry) => <EntryLine key={entry.key} entry={entry} count={opening.count} capabilities={capabilities} />)}
          {mine.map((item) => <PendingItem key={item.clientId} pending={item} author={me.name} />)}
        </div>
      </div>
      <Pills conversationId={conversation.id} scroller={ref} opening={opening} below={below} toBottom={toBottom} atBottom={scroll.atBottom} finding={finding} />
    </div>
  );
}
