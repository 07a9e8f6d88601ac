// The wall's tables: every inbox and team with its row, every agent with their load.
import { t } from '@lingui/core/macro';
import { Users } from 'lucide-react';
import { Link } from 'wouter';
import type { Queue } from '../../api/types';
import { useNow } from '../../state/clock';
import { inboxPath } from '../../state/route';
import { Avatar } from '../../ui/avatar';
import { availabilityWords } from '../../ui/availability_words';
import { Badge } from '../../ui/badge';
import { ChannelTile } from '../../ui/channel_tile';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { numberWords } from '../../ui/number_words';
import { waitingWords } from '../../ui/time_words';
import { waitTone } from './wait_tone';
import styles from './wall.module.css';

function Wait({ since }: { since: string | undefined }) {
  const now = useNow('second');
  if (!since) return <span className="hint">–</span>;
  const ms = now - new Date(since).getTime();
  const tone = waitTone(ms);
  return tone ? <Badge tone={tone === 'late' ? 'solidLate' : 'risk'}>{waitingWords(ms)}</Badge> : <span>{waitingWords(ms)}</span>;
}

type InboxFigures = Queue['inboxes'][number];
type TeamFigures = Queue['teams'][number];

function QueueRow({ figures, place }: { figures: InboxFigures | TeamFigures; place: React.ReactNode }) {
  return (
    <tr>
      <td>{place}</td>
      <td className="strong">{numberWords(figures.open)}</td>
      <td>{numberWords(figures.waiting)}</td>
      <td>{figures.unassigned > 0 ? <Badge tone="risk">{numberWords(figures.unassigned)}</Badge> : '0'}</td>
      <td><Wait since={figures.longest_wait_since} /></td>
    </tr>
  );
}

// Who waits longest rises to the top.
function byWait<Row extends { longest_wait_since?: string | undefined; name: string }>(left: Row, right: Row): number {
  const [l, r] = [left.longest_wait_since ?? '~', right.longest_wait_since ?? '~'];
  return l < r ? -1 : l > r ? 1 : left.name.localeCompare(right.name);
}

function Head({ first }: { first: string }) {
  return <thead><tr><th scope="col">{first}</th><th scope="col">{t`Open`}</th><th scope="col">{t`Waiting`}</th><th scope="col">{t`Unassigned`}</th><th scope="col">{t`Longest`}</th></tr></thead>;
}

export function WallQueues({ queue }: { queue: Queue }) {
  return (
    <div>
      <section className={styles.card} aria-label={t`Inboxes`}>
        <header>{t`Inboxes`}<span>{t`press a name to see its conversations`}</span></header>
        <table>
          <Head first={t`Inbox`} />
          <tbody>
            {queue.inboxes.toSorted(byWait).map((inbox) => <QueueRow key={inbox.inbox_id} figures={inbox} place={<Link href={inboxPath({ kind: 'inbox', of: inbox.inbox_id })} className={styles.place}><ChannelTile channel={inbox.channel} hidden />{inbox.name}</Link>} />)}
          </tbody>
        </table>
      </section>
      {queue.teams.length > 0 ? (
        <section className={styles.card} aria-label={t`Teams`}>
          <header>{t`Teams`}</header>
          <table>
            <Head first={t`Team`} />
            <tbody>
              {queue.teams.toSorted(byWait).map((team) => <QueueRow key={team.team_id} figures={team} place={<Link href={inboxPath({ kind: 'team', of: team.team_id })} className={styles.place}><Icon of={Users} />{team.name}</Link>} />)}
            </tbody>
          </table>
        </section>
      ) : null}
    </div>
  );
}

const presenceRank = { online: 0, busy: 1, away: 2, offline: 3 };

export function WallAgents({ queue }: { queue: Queue }) {
  const agents = queue.agents.toSorted((left, right) => presenceRank[left.availability] - presenceRank[right.availability] || right.open - left.open || left.name.localeCompare(right.name));
  const most = Math.max(1, ...agents.map(({ open }) => open));
  return (
    <section className={classes(styles.card, styles.agents)} aria-label={t`Agents`}>
      <header>{t`Agents`}<span>{t`open / waiting`}</span></header>
      <table>
        <thead className="sr"><tr><th scope="col">{t`Agent`}</th><th scope="col">{t`Status`}</th><th scope="col">{t`Load`}</th><th scope="col">{t`open / waiting`}</th></tr></thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.user_id}>
              <td><span className={styles.place}><Avatar name={agent.name} availability={agent.availability} /><span className="clip">{agent.name}</span></span></td>
              <td className="muted">{availabilityWords(agent.availability)}</td>
              <td><span className={styles.bar}><i style={{ width: `${Math.round((100 * agent.open) / most)}%` }} /></span></td>
              <td>{agent.open} / {agent.waiting}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
