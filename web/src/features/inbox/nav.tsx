// The navigation: views with their counts, tools, how the connection stands, and oneself.
import { t } from '@lingui/core/macro';
import { AtSign, Bookmark, BookUser, CalendarCheck, CircleAlert, CircleCheck, CircleHelp, Clock, Gauge, Inbox, Layers, Moon, Plus, Search, ShieldCheck, SlidersHorizontal, SquarePen, User, Users, Zap, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { ActionId } from '../../state/action_table';
import { useInboxes, useTeams } from '../../state/desk';
import { inboxPath, isSamePlace } from '../../state/route';
import { useScreen } from '../../state/screen';
import { mayLead, mayList, mayWrite, useAccount, useMe } from '../../state/session';
import type { Place, ViewKind } from '../../state/view';
import { useCounts, useViews, type Count } from '../../state/views';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { Keys } from '../../ui/kbd';
import { LiveMark } from '../../ui/live_mark';
import { Logo } from '../../ui/logo';
import { useKeyOf } from '../../ui/use_key_of';
import { NotificationBell } from './bell';
import { countWords } from './count_words';
import { UserMenu } from './user_menu';
import { viewWords } from './view_words';
import styles from './nav.module.css';

interface NavItemProps {
  place: Place;
  current: Place;
  count: Count | undefined;
  action?: ActionId;
  picture: ReactNode;
  children: ReactNode;
}

// The key of an action; a place without one of its own has none.
function useShortcut(action: ActionId | undefined): string | undefined {
  const keys = useKeyOf(action ?? 'mine');
  return action ? keys : undefined;
}

// Zero shows nothing; of more than a thousand nobody counts the rest.
function Counted({ count }: { count: Count }) {
  const late = countWords(count.overdue);
  return (
    <>
      {count.overdue > 0 ? <span className={styles.late} title={t`${late} late`}><Icon of={Clock} size={12} />{late}<span className="sr">{t`late`}</span></span> : null}
      {count.total > 0 ? <span className={styles.count}>{countWords(count.total)}</span> : null}
    </>
  );
}

function NavItem({ place, current, count, action, picture, children }: NavItemProps) {
  const keys = useShortcut(action);
  const here = isSamePlace(place, current);
  return (
    <Link href={inboxPath(place)} className={styles.item} aria-current={here ? 'page' : undefined} aria-keyshortcuts={keys} onClick={() => useScreen.setState({ navDrawer: false })}>
      {picture}
      <span className="clip grow">{children}</span>
      {count ? <Counted count={count} /> : null}
    </Link>
  );
}

interface Standing {
  kind: ViewKind & ActionId;
  of: LucideIcon;
}

const standing = [
  { kind: 'mine', of: Inbox }, { kind: 'unassigned', of: User }, { kind: 'mentions', of: AtSign }, { kind: 'promises', of: CalendarCheck },
  { kind: 'snoozed', of: Moon }, { kind: 'failed', of: CircleAlert }, { kind: 'to_approve', of: ShieldCheck }, { kind: 'all', of: Layers }, { kind: 'resolved', of: CircleCheck },
] as const satisfies Standing[];

function SavedViews({ current, counts }: { current: Place; counts: Record<string, Count> }) {
  const views = useViews().data ?? [];
  const may = mayWrite(useMe());
  if (views.length === 0) return null;
  return (
    <>
      <div className={styles.heading}><span className="grow">{t`Views`}</span>{may ? <IconButton of={Plus} size="mini" iconSize={12} label={t`Keep this list as a view`} onClick={() => useScreen.setState({ viewDialog: {}, navDrawer: false })} /> : null}</div>
      {views.map((view, index) => (
        <NavItem key={view.id} place={{ kind: 'view', of: view.id }} current={current} count={counts[`view:${view.id}`]} {...(index < 9 ? { action: `view_${index + 1}` as ActionId } : {})} picture={<Icon of={Bookmark} />}>{view.name}</NavItem>
      ))}
    </>
  );
}

function Views({ current }: { current: Place }) {
  const counts = useCounts();
  const inboxes = useInboxes().data ?? [];
  const me = useMe();
  const teams = (useTeams().data ?? []).filter((team) => mayLead(me) || team.member_ids.includes(me.id));
  return (
    <>
      {standing.filter(({ kind }) => mayList(me, kind)).map(({ kind, of }) => <NavItem key={kind} place={{ kind }} current={current} action={kind} picture={<Icon of={of} />} count={counts[kind]}>{viewWords({ kind })}</NavItem>)}
      {teams.length > 0 ? <div className={styles.heading}>{t`Teams`}</div> : null}
      {teams.map((team) => <NavItem key={team.id} place={{ kind: 'team', of: team.id }} current={current} picture={<Icon of={Users} />} count={counts[`team:${team.id}`]}>{team.name}</NavItem>)}
      <SavedViews current={current} counts={counts} />
      {inboxes.length > 0 ? <div className={styles.heading}>{t`Inboxes`}</div> : null}
      {inboxes.map((inbox) => <NavItem key={inbox.id} place={{ kind: 'inbox', of: inbox.id }} current={current} picture={<ChannelTile channel={inbox.channel} isPublic={inbox.public} size={16} hidden />} count={counts[`inbox:${inbox.id}`]}>{inbox.name}</NavItem>)}
    </>
  );
}

function NextButton({ onNext }: { onNext: () => void }) {
  const keys = useKeyOf('next');
  return <Button variant="primary" block className={styles.next} aria-keyshortcuts={keys} onClick={onNext}><Icon of={Zap} size={14} />{t`Next customer`}{keys ? <span className="end"><Keys keys={keys} /></span> : null}</Button>;
}

function Tools() {
  const [, go] = useLocation();
  const me = useMe();
  const [wall, settings, sheet, contacts, start] = [useKeyOf('wall'), useKeyOf('settings'), useKeyOf('key_sheet'), useKeyOf('contacts'), useKeyOf('start')];
  return (
    <div className={styles.tools}>
      <NotificationBell />
      {mayWrite(me) ? <IconButton of={SquarePen} label={t`New conversation`} keys={start} onClick={() => useScreen.setState({ starting: {}, navDrawer: false })} /> : null}
      <IconButton of={BookUser} label={t`Contacts`} keys={contacts} onClick={() => go('/settings/contacts')} />
      {me.role !== 'agent' ? <IconButton of={Gauge} label={t`Live wall`} keys={wall} onClick={() => go('/wall')} /> : null}
      <IconButton of={SlidersHorizontal} label={t`Settings`} keys={settings} onClick={() => go('/settings')} />
      <span className="end"><IconButton of={CircleHelp} label={t`Shortcuts`} keys={sheet} onClick={() => useScreen.setState({ keySheet: true })} /></span>
    </div>
  );
}

export function Nav({ current, onNext }: { current: Place; onNext: (() => void) | undefined }) {
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
      {onNext ? <NextButton onNext={onNext} /> : null}
      <div className={styles.views}><Views current={current} /></div>
      <div className={styles.foot}>
        <Tools />
        <div className={styles.live}><LiveMark withTime /></div>
        <UserMenu />
      </div>
    </nav>
  );
}
