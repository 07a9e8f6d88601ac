// The navigation: views with their counts, tools, how the connection stands, and oneself.
import { t } from '@lingui/core/macro';
import { CircleCheck, CircleHelp, Gauge, Inbox, Layers, Moon, Plug, Search, SlidersHorizontal, User, Users, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { ActionId } from '../../state/action_table';
import { useInboxes, useTeams } from '../../state/desk';
import { inboxPath, isSamePlace } from '../../state/route';
import { useScreen } from '../../state/screen';
import { mayLead, useAccount, useMe } from '../../state/session';
import type { Place } from '../../state/view';
import { ChannelTile } from '../../ui/channel_tile';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { Keys } from '../../ui/kbd';
import { LiveMark } from '../../ui/live_mark';
import { Logo } from '../../ui/logo';
import { useKeyOf } from '../../ui/use_key_of';
import { useCounts } from './use_counts';
import { UserMenu } from './user_menu';
import { viewWords } from './view_words';
import styles from './nav.module.css';

interface NavItemProps {
  place: Place;
  current: Place;
  count?: string | undefined;
  action?: ActionId;
  picture: ReactNode;
  children: ReactNode;
}

// The key of an action; a place without one of its own has none.
function useShortcut(action: ActionId | undefined): string | undefined {
  const keys = useKeyOf(action ?? 'mine');
  return action ? keys : undefined;
}

function NavItem({ place, current, count, action, picture, children }: NavItemProps) {
  const keys = useShortcut(action);
  const here = isSamePlace(place, current);
  return (
    <Link href={inboxPath(place)} className={styles.item} aria-current={here ? 'page' : undefined} aria-keyshortcuts={keys} onClick={() => useScreen.setState({ navDrawer: false })}>
      {picture}
      <span className="clip">{children}</span>
      {count ? <span className={styles.count}>{count}</span> : null}
    </Link>
  );
}

const standing: { kind: 'mine' | 'unassigned' | 'all' | 'snoozed' | 'resolved'; of: LucideIcon }[] = [
  { kind: 'mine', of: Inbox },
  { kind: 'unassigned', of: User },
  { kind: 'all', of: Layers },
  { kind: 'snoozed', of: Moon },
  { kind: 'resolved', of: CircleCheck },
];

function Views({ current }: { current: Place }) {
  const counts = useCounts();
  const inboxes = useInboxes().data ?? [];
  const me = useMe();
  const teams = (useTeams().data ?? []).filter((team) => mayLead(me) || team.member_ids.includes(me.id));
  return (
    <>
      {standing.map(({ kind, of }) => (
        <NavItem key={kind} place={{ kind }} current={current} action={kind} picture={<Icon of={of} />} count={kind === 'mine' || kind === 'unassigned' || kind === 'all' ? counts[kind] : undefined}>
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
  const [wall, settings, sheet] = [useKeyOf('wall'), useKeyOf('settings'), useKeyOf('key_sheet')];
  return (
    <div className={styles.tools}>
      {me.role !== 'agent' ? <IconButton of={Gauge} label={t`Live wall`} keys={wall} onClick={() => go('/wall')} /> : null}
      {me.role === 'admin' ? <IconButton of={Plug} label={t`Channels`} onClick={() => go('/settings/channels')} /> : null}
      <IconButton of={SlidersHorizontal} label={t`Settings`} keys={settings} onClick={() => go('/settings')} />
      <span className="end"><IconButton of={CircleHelp} label={t`Shortcuts`} keys={sheet} onClick={() => useScreen.setState({ keySheet: true })} /></span>
    </div>
  );
}

export function Nav({ current }: { current: Place }) {
  const account = useAccount();
  const keys = useKeyOf('palette');
  return (
    <nav className={styles.nav} aria-label={t`Navigation`}>
      <div className={styles.who}><Logo /><span className="clip">{account.name}</span></div>
      <button type="button" className={styles.search} onClick={() => useScreen.setState({ palette: true, navDrawer: false })} aria-keyshortcuts={keys}>
        <Icon of={Search} size={14} />
        <span className="clip grow">{t`Search or act`}</span>
        {keys ? <Keys keys={keys} /> : null}
      </button>
      <div className={styles.views}><Views current={current} /></div>
      <div className={styles.foot}>
        <Tools />
        <div className={styles.live}><LiveMark withTime /></div>
        <UserMenu />
      </div>
    </nav>
  );
}
