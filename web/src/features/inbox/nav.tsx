// The navigation: views with their counts, tools, how the connection stands, and oneself.
import { t } from '@lingui/core/macro';
import { CircleCheck, CircleHelp, Gauge, Inbox, Layers, Moon, Plug, Search, SlidersHorizontal, User, Users, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useInboxes, useTeams } from '../../state/desk';
import { inboxPath, slugOf } from '../../state/route';
import { useScreen } from '../../state/screen';
import { mayLead, useAccount, useMe } from '../../state/session';
import type { View } from '../../state/view';
import { ChannelTile } from '../../ui/channel_tile';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { Keys } from '../../ui/kbd';
import { LiveMark } from '../../ui/live_mark';
import { Logo } from '../../ui/logo';
import { useCounts } from './use_counts';
import { UserMenu } from './user_menu';
import { viewWords } from './view_words';
import styles from './nav.module.css';

type Place = Pick<View, 'kind' | 'of'>;

interface NavItemProps {
  place: Place;
  current: Place;
  count?: string | undefined;
  keys?: string;
  picture: ReactNode;
  children: ReactNode;
}

function NavItem({ place, current, count, keys, picture, children }: NavItemProps) {
  const here = slugOf(place) === slugOf(current);
  return (
    <Link href={inboxPath(place)} className={styles.item} aria-current={here ? 'page' : undefined} aria-keyshortcuts={keys} onClick={() => useScreen.setState({ navDrawer: false })}>
      {picture}
      <span className="clip">{children}</span>
      {count ? <span className={styles.count}>{count}</span> : null}
    </Link>
  );
}

const standing: { kind: 'mine' | 'unassigned' | 'all' | 'snoozed' | 'resolved'; of: LucideIcon; keys: string }[] = [
  { kind: 'mine', of: Inbox, keys: 'g i' },
  { kind: 'unassigned', of: User, keys: 'g u' },
  { kind: 'all', of: Layers, keys: 'g a' },
  { kind: 'snoozed', of: Moon, keys: 'g z' },
  { kind: 'resolved', of: CircleCheck, keys: 'g e' },
];

function Views({ current }: { current: Place }) {
  const counts = useCounts();
  const inboxes = useInboxes().data ?? [];
  const me = useMe();
  const teams = (useTeams().data ?? []).filter((team) => mayLead(me) || team.member_ids.includes(me.id));
  return (
    <>
      {standing.map(({ kind, of, keys }) => (
        <NavItem key={kind} place={{ kind }} current={current} keys={keys} picture={<Icon of={of} />} count={kind === 'mine' || kind === 'unassigned' || kind === 'all' ? counts[kind] : undefined}>
          {viewWords({ kind })}
        </NavItem>
      ))}
      {teams.length > 0 ? <div className={styles.heading}>{t`Teams`}</div> : null}
      {teams.map((team) => <NavItem key={team.id} place={{ kind: 'team', of: team.id }} current={current} picture={<Icon of={Users} />} count={counts.team[team.id]}>{team.name}</NavItem>)}
      {inboxes.length > 0 ? <div className={styles.heading}>{t`Inboxes`}</div> : null}
      {inboxes.map((inbox) => <NavItem key={inbox.id} place={{ kind: 'inbox', of: inbox.id }} current={current} picture={<ChannelTile channel={inbox.channel} isPublic={inbox.public} size={16} hidden />} count={counts.inbox[inbox.id]}>{inbox.name}</NavItem>)}
    </>
  );
}

function Tools() {
  const [, go] = useLocation();
  const me = useMe();
  return (
    <div className={styles.tools}>
      {me.role !== 'agent' ? <IconButton of={Gauge} label={t`Live wall`} keys="g w" onClick={() => go('/wall')} /> : null}
      {me.role === 'admin' ? <IconButton of={Plug} label={t`Channels`} onClick={() => go('/settings/channels')} /> : null}
      <IconButton of={SlidersHorizontal} label={t`Settings`} onClick={() => go('/settings')} />
      <span className="end"><IconButton of={CircleHelp} label={t`Shortcuts`} keys="?" onClick={() => useScreen.setState({ keySheet: true })} /></span>
    </div>
  );
}

export function Nav({ current }: { current: Place }) {
  const account = useAccount();
  return (
    <nav className={styles.nav} aria-label={t`Navigation`}>
      <div className={styles.who}><Logo /><span className="clip">{account.name}</span></div>
      <button type="button" className={styles.search} onClick={() => useScreen.setState({ palette: true, navDrawer: false })} aria-keyshortcuts="Control+K">
        <Icon of={Search} size={14} />
        <span className="clip grow">{t`Search or act`}</span>
        <Keys keys="Ctrl+K" />
      </button>
      <Views current={current} />
      <div className={styles.foot}>
        <Tools />
        <div className={styles.live}><LiveMark withTime /></div>
        <UserMenu />
      </div>
    </nav>
  );
}
