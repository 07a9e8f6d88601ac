// The frame around all settings: where one is, and what else there is.
import { t } from '@lingui/core/macro';
import { BookUser, Building2, CircleUser, Inbox, Keyboard, MessageSquareText, PackageX, Plug, Tag, UserRoundCog, Users, type LucideIcon } from 'lucide-react';
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
import { useKeys } from '../../ui/use_keys';
import styles from './settings.module.css';

export type Section = 'me' | 'keys' | 'account' | 'channels' | 'users' | 'teams' | 'labels' | 'canned' | 'contacts' | 'quarantine';

interface Place {
  section: Section;
  words: string;
  of: LucideIcon;
}

export function placesFor(role: string): Place[] {
  const admins: Place[] = [{ section: 'channels', words: t`Channels`, of: Plug }, { section: 'users', words: t`Users`, of: UserRoundCog }, { section: 'contacts', words: t`Contacts`, of: BookUser }, { section: 'quarantine', words: t`Quarantine`, of: PackageX }, { section: 'account', words: t`Desk`, of: Building2 }];
  const leads: Place[] = [{ section: 'teams', words: t`Teams`, of: Users }, { section: 'labels', words: t`Labels`, of: Tag }];
  const everyone: Place[] = [{ section: 'canned', words: t`Canned responses`, of: MessageSquareText }];
  const own: Place[] = [{ section: 'me', words: t`My settings`, of: CircleUser }, { section: 'keys', words: t`Keys`, of: Keyboard }];
  if (role === 'admin') return [...admins.slice(0, 2), ...leads, ...everyone, ...admins.slice(2), ...own];
  return role === 'lead' ? [...leads, ...everyone, ...own] : [...own, ...everyone];
}

export interface SettingsFrameProps {
  title: string;
  // The page above this one, when it is not the settings themselves.
  above?: { words: string; path: string };
  children: ReactNode;
}

export function SettingsFrame({ title, above, children }: SettingsFrameProps) {
  const [, go] = useLocation();
  useKeys([{ keys: 'g i', run: () => go(inboxPath({ kind: 'mine' })) }]);
  return (
    <div className={styles.page}>
      <ConnectionBar />
      <HealthBar />
      <header className={styles.top}>
        <Logo />
        <nav className={styles.crumbs} aria-label={t`Where you are`}>
          <span className={classes('row', above && styles.atDoor)}><Link href="/settings">{t`Settings`}</Link><span className="hint">/</span></span>
          {above ? <><Link href={above.path}>{above.words}</Link><span className="hint">/</span></> : null}
          <span className="strong clip" aria-current="page">{title}</span>
        </nav>
        <span className="end row"><LiveMark /><Button aria-label={t`Inbox`} onClick={() => go(inboxPath({ kind: 'mine' }))}><Icon of={Inbox} size={14} /><span className={styles.atDoor}>{t`Inbox`}</span></Button></span>
      </header>
      {children}
    </div>
  );
}

export function SettingsBody({ section, children }: { section: Section; children: ReactNode }) {
  const { role } = useMe();
  return (
    <div className={styles.body}>
      <nav className={styles.menu} aria-label={t`Settings`}>
        {placesFor(role).map((place) => <Link key={place.section} href={`/settings/${place.section}`} aria-current={place.section === section ? 'page' : undefined}><Icon of={place.of} />{place.words}</Link>)}
      </nav>
      <main>{children}</main>
    </div>
  );
}
