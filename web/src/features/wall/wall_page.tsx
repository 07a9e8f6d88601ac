// The team lead's live wall: who waits, how long, and who has it. It moves by itself, on purpose.
import { t } from '@lingui/core/macro';
import { CircleAlert, Clock, Inbox, ListTodo, Lock, UserX, Users, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Problem } from '../../api/problem';
import type { Queue } from '../../api/types';
import { useNow } from '../../state/clock';
import { useQueue } from '../../state/desk';
import { inboxPath } from '../../state/route';
import { useMe } from '../../state/session';
import { EmptyState } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ConnectionBar } from '../../ui/connection_bar';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { LiveMark } from '../../ui/live_mark';
import { Logo } from '../../ui/logo';
import { numberWords } from '../../ui/number_words';
import { clockTime, waitingWords } from '../../ui/time_words';
import { useKeys } from '../../ui/use_keys';
import { WallAgents, WallQueues } from './wall_tables';
import { waitTone } from './wait_tone';
import { phone, useMedia } from '../../ui/use_media';
import styles from './wall.module.css';

interface FigureProps {
  of: LucideIcon;
  what: string;
  where?: string | undefined;
  tone?: 'late' | 'risk' | undefined;
  href?: string;
  children: ReactNode;
}

function Figure({ of, what, where, tone, href, children }: FigureProps) {
  const inside = <><span className={styles.what}><Icon of={of} size={14} />{what}</span><b>{children}</b><span className={styles.where}>{where}</span></>;
  const names = classes(styles.figure, tone && styles[tone]);
  return href ? <Link href={href} className={names}>{inside}</Link> : <div className={names}>{inside}</div>;
}

function longestAt(queue: Queue): string | undefined {
  return queue.inboxes.find((inbox) => inbox.longest_wait_since !== undefined && inbox.longest_wait_since === queue.longest_wait_since)?.name;
}

function Figures({ queue }: { queue: Queue }) {
  const now = useNow('second');
  const since = queue.longest_wait_since;
  const online = queue.agents.filter(({ availability }) => availability === 'online').length;
  const wait = since ? now - new Date(since).getTime() : 0;
  const total = queue.agents.length;
  return (
    <div className={styles.figures}>
      <Figure of={ListTodo} what={t`Waiting now`} where={t`customers without an answer`} href={inboxPath({ kind: 'all' })}>{numberWords(queue.waiting)}</Figure>
      <Figure of={Clock} what={t`Longest wait`} where={longestAt(queue)} tone={waitTone(wait)} href={inboxPath({ kind: 'all' })}>{since ? waitingWords(wait) : '–'}</Figure>
      <Figure of={UserX} what={t`Unassigned`} where={t`without an owner`} tone={queue.unassigned > 0 ? 'risk' : undefined} href={inboxPath({ kind: 'unassigned' })}>{numberWords(queue.unassigned)}</Figure>
      <Figure of={Inbox} what={t`Open`} where={t`in all inboxes`} href={inboxPath({ kind: 'all' })}>{numberWords(queue.open)}</Figure>
      <Figure of={Users} what={t`Agents online`} where={t`of ${total}`}>{numberWords(online)}</Figure>
    </div>
  );
}

function Clockwork() {
  const now = useNow('second');
  return <span className="title num" aria-hidden="true">{clockTime(now)}</span>;
}

function Content() {
  const { data: queue, error, refetch } = useQueue();
  const { role } = useMe();
  if (role === 'agent' || (error instanceof Problem && error.status === 403)) return <EmptyState of={Lock} title={t`The live wall is for leads`}>{t`Ask a lead for access.`}</EmptyState>;
  if (error) return <EmptyState of={CircleAlert} title={t`The figures do not load`} alert actions={<Button variant="primary" onClick={() => void refetch()}>{t`Retry`}</Button>} />;
  if (!queue) return null;
  return (
    <>
      <Figures queue={queue} />
      <div className={styles.columns}>
        <WallQueues queue={queue} />
        <WallAgents queue={queue} />
      </div>
    </>
  );
}

export function WallPage() {
  const [, go] = useLocation();
  const onPhone = useMedia(phone);
  useKeys([{ keys: 'Escape', run: () => go(inboxPath({ kind: 'mine' })) }]);
  return (
    <main className={styles.wall} data-layout="tv">
      <ConnectionBar />
      <header className={styles.top}>
        <Logo /><h1 className="head">{t`Live`}</h1>
        <span className="end row"><LiveMark withTime={!onPhone} /><Clockwork /><Button aria-label={t`Inbox`} onClick={() => go(inboxPath({ kind: 'mine' }))}><Icon of={Inbox} size={14} />{onPhone ? null : t`Inbox`}</Button></span>
      </header>
      <Content />
    </main>
  );
}
