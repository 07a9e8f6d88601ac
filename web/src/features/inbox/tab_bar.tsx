// On a phone: the ways through the desk at the bottom, one pane at a time.
import { t } from '@lingui/core/macro';
import { Ellipsis, Inbox, Layers, User } from 'lucide-react';
import { Link } from 'wouter';
import { inboxPath } from '../../state/route';
import { useScreen } from '../../state/screen';
import type { View } from '../../state/view';
import { Icon } from '../../ui/icon';
import styles from './nav.module.css';

export function TabBar({ view }: { view: View }) {
  const tabs = [
    { kind: 'mine' as const, of: Inbox, words: t`My work` },
    { kind: 'unassigned' as const, of: User, words: t`Unassigned` },
    { kind: 'all' as const, of: Layers, words: t`All open` },
  ];
  return (
    <nav className={styles.tabbar} aria-label={t`Main`}>
      {tabs.map(({ kind, of, words }) => (
        <Link key={kind} href={inboxPath({ kind })} className={styles.tab} aria-current={view.kind === kind ? 'page' : undefined}><Icon of={of} size={20} />{words}</Link>
      ))}
      <button type="button" className={styles.tab} onClick={() => useScreen.setState({ navDrawer: true })}><Icon of={Ellipsis} size={20} />{t`More`}</button>
    </nav>
  );
}
