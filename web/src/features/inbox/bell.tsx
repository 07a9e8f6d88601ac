// What concerns me: a bell with the number that is unread.
import { t } from '@lingui/core/macro';
import { Bell } from 'lucide-react';
import { Suspense, useEffect } from 'react';
import { useNotifications } from '../../state/notifications';
import { showTitle } from '../../state/notices';
import { useScreen } from '../../state/screen';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { lazily } from '../../ui/lazily';
import { Popover } from '../../ui/popover';
import { useKeyOf } from '../../ui/use_key_of';
import styles from './nav.module.css';

const NoticeList = lazily(async () => (await import('./notice_list')).NoticeList);

// The number that is unread also stands before the page's name.
function useTitle(unread: number): void {
  useEffect(() => {
    showTitle(unread);
    return () => showTitle(0);
  }, [unread]);
}

export function NotificationBell() {
  const open = useScreen((store) => store.bell);
  const unread = useNotifications()?.unread ?? 0;
  const keys = useKeyOf('notifications');
  const change = (bell: boolean) => useScreen.setState({ bell });
  useTitle(unread);
  return (
    <Popover label={t`What concerns me`} align="start" side="top" open={open} onOpenChange={change} trigger={
      <Button variant="ghost" size="sm" icon className={styles.bell} aria-label={unread > 0 ? t`What concerns me, ${unread} unread` : t`What concerns me`} aria-keyshortcuts={keys} title={t`What concerns me`}>
        <Icon of={Bell} />
        {unread > 0 ? <span className={styles.bellCount} aria-hidden="true">{unread > 99 ? '99+' : unread}</span> : null}
      </Button>
    }>
      <Suspense fallback={null}><NoticeList close={() => change(false)} /></Suspense>
    </Popover>
  );
}
