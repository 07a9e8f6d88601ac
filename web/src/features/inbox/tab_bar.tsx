// On a phone: the ways through the desk at the bottom, one pane at a time. The other lists stand above the list itself.
import { t } from '@lingui/core/macro';
import { CalendarCheck, Ellipsis, Inbox, Layers, Zap, type LucideIcon } from 'lucide-react';
import { Link } from 'wouter';
import { inboxPath } from '../../state/route';
import { useScreen } from '../../state/screen';
import type { View } from '../../state/view';
import { Icon } from '../../ui/icon';
import styles from './nav.module.css';

export function TabBar({ view, onNext }: { view: View; onNext: (() => void) | undefined }) {
  const tab = (kind: 'mine' | 'promises' | 'all', of: LucideIcon, words: string) => <Link href={inboxPath({ kind })} className={styles.tab} aria-current={view.kind === kind ? 'page' : undefined}><Icon of={of} size={20} />{words}</Link>;
  return (
    <nav className={styles.tabbar} aria-label={t`Main`}>
      {tab('mine', Inbox, t`My work`)}
      {tab('all', Layers, t`All open`)}
      {onNext ? <button type="button" className={`${styles.tab ?? ''} ${styles.nextTab ?? ''}`} onClick={onNext}><Icon of={Zap} size={20} />{t`Next`}</button> : null}
      {tab('promises', CalendarCheck, t`Promises`)}
      <button type="button" className={styles.tab} onClick={() => useScreen.setState({ navDrawer: true })}><Icon of={Ellipsis} size={20} />{t`More`}</button>
    </nav>
  );
}
