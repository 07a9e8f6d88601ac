// The frame around all settings: where one is, and what else there is.
import { t } from '@lingui/core/macro';
import { BookOpen, BookUser, Building2, ChevronRight, CircleUser, Inbox, Keyboard, MessageSquareText, PackageX, Plug, ScrollText, Search, ShieldAlert, Tag, TextCursorInput, Timer, UserRoundCog, Users, WandSparkles, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { inboxPath } from '../../state/route';
import { useMe } from '../../state/session';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { ConnectionBar } from '../../ui/connection_bar';
import { HealthBar } from '../../ui/health_bar';
import { Icon } from '../../ui/icon';
import { LiveMark } from '../../ui/live_mark';
import { Logo } from '../../ui/logo';
import { phone, useMedia } from '../../ui/use_media';
import { useKeys } from '../../ui/use_keys';
import styles from './settings.module.css';

export type Section = 'me' | 'attributes' | 'keys' | 'account' | 'channels' | 'streams' | 'users' | 'teams' | 'labels' | 'canned' | 'macros' | 'articles' | 'policies' | 'phrases' | 'contacts' | 'quarantine' | 'audit';

interface Place {
  section: Section;
  words: string;
  of: LucideIcon;
}

export function placesFor(role: string): Place[] {
  const audit: Place = { section: 'audit', words: t`Audit log`, of: ScrollText };
  const admins: Place[] = [{ section: 'channels', words: t`Channels`, of: Plug }, { section: 'users', words: t`Users`, of: UserRoundCog }, { section: 'attributes', words: t`Fields`, of: TextCursorInput }, { section: 'policies', words: t`Response times`, of: Timer }, { section: 'phrases', words: t`Forbidden phrases`, of: ShieldAlert }, { section: 'quarantine', words: t`Quarantine`, of: PackageX }, audit, { section: 'account', words: t`Desk`, of: Building2 }];
  const leads: Place[] = [{ section: 'teams', words: t`Teams`, of: Users }, { section: 'labels', words: t`Labels`, of: Tag }, { section: 'articles', words: t`Articles`, of: BookOpen }];
  const everyone: Place[] = [{ section: 'contacts', words: t`Contacts`, of: BookUser }, { section: 'canned', words: t`Canned responses`, of: MessageSquareText }, { section: 'macros', words: t`Macros`, of: WandSparkles }];
  const own: Place[] = [{ section: 'me', words: t`My settings`, of: CircleUser }, { section: 'keys', words: t`Keys`, of: Keyboard }];
  const streams: Place = { section: 'streams', words: t`Search streams`, of: Search };
  if (role === 'admin') return [...admins.slice(0, 2), ...leads, streams, ...everyone, ...admins.slice(2), ...own];
  if (role === 'lead') return [...leads, streams, ...everyone, ...own];
  return [...own, ...everyone, ...(role === 'auditor' ? [audit] : [])];
}

export interface SettingsFrameProps {
  title: string;
  // The page above this one, when it is not the settings themselves.
  above?: { words: string; path: string };
  // The settings themselves: nothing stands above them.
  isMenu?: boolean;
  children: ReactNode;
}

export function SettingsFrame({ title, above, isMenu = false, children }: SettingsFrameProps) {
  const [, go] = useLocation();
  useKeys([{ keys: 'g i', run: () => go(inboxPath({ kind: 'mine' })) }]);
  return (
    <div className={styles.page}>
      <ConnectionBar />
      <HealthBar />
      <header className={styles.top}>
        <Logo />
        <nav className={styles.crumbs} aria-label={t`Where you are`}>
          {isMenu ? null : <span className={classes('row', above && styles.atDoor)}><Link href="/settings">{t`Settings`}</Link><span className="hint">/</span></span>}
          {above ? <><Link href={above.path}>{above.words}</Link><span className="hint">/</span></> : null}
          <span className="strong clip" aria-current="page">{title}</span>
        </nav>
        <span className="end row"><LiveMark /><Button aria-label={t`Inbox`} onClick={() => go(inboxPath({ kind: 'mine' }))}><Icon of={Inbox} size={14} /><span className={styles.atDoor}>{t`Inbox`}</span></Button></span>
      </header>
      {children}
    </div>
  );
}

function Places({ current }: { current: Section | undefined }) {
  const { role } = useMe();
  return placesFor(role).map((place) => <Link key={place.section} href={`/settings/${place.section}`} aria-current={place.section === current ? 'page' : undefined}><Icon of={place.of} /><span className="grow">{place.words}</span><span className={styles.into}><Icon of={ChevronRight} size={14} /></span></Link>);
}

// On a phone the menu is a page of its own: above each page it would fill half the screen.
export function SettingsMenu() {
  return <SettingsFrame title={t`Settings`} isMenu><nav className={styles.menuPage} aria-label={t`Settings`}><Places current={undefined} /></nav></SettingsFrame>;
}

export function SettingsBody({ section, children }: { section: Section; children: ReactNode }) {
  const onPhone = useMedia(phone);
  return (
    <div className={styles.body}>
      {onPhone ? null : <nav className={styles.menu} aria-label={t`Settings`}><Places current={section} /></nav>}
      <main>{children}</main>
    </div>
  );
}
