// Where toasts stand, and where readers hear what happens out of sight.
import { t } from '@lingui/core/macro';
import { Check, CircleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useAnnouncement } from '../state/announce';
import { useSession } from '../state/session';
import { dismissToast, shownMs, undoable, useToasts, type Toast } from '../state/toasts';
import { Button } from './button';
import { classes } from './classes';
import { Icon } from './icon';
import { IconButton } from './icon_button';
import { Keys } from './kbd';
import { useToastHome } from './toast_home';
import styles from './toast_region.module.css';

function ToastLine({ toast, hasKey }: { toast: Toast; hasKey: boolean }) {
  const { action, tone } = toast;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), shownMs(toast));
    return () => clearTimeout(timer);
  }, [held, toast]);
  const hold = () => setHeld(toast.lastsMs === undefined);
  const release = () => setHeld(false);
  return (
    <div className={classes(styles.toast, tone === 'error' && styles.error)} role={tone === 'error' ? 'alert' : 'status'} onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
      <Icon of={tone === 'error' ? CircleAlert : Check} />
      <span className="grow">{toast.text}</span>
      {action ? <Button size="sm" variant="ghost" onClick={() => { dismissToast(toast.id); action.run(); }}>{action.label}{action.keys && hasKey ? <Keys keys={action.keys} /> : null}</Button> : null}
      {tone === 'error' ? <IconButton of={X} label={t`Dismiss`} onClick={() => dismissToast(toast.id)} /> : null}
    </div>
  );
}

// Where the place is out of sight, or a dialog lies over it, they float instead.
function homeOf(home: HTMLElement | null): HTMLElement | null {
  return home && home.offsetParent !== null && !document.querySelector('[role="dialog"]') ? home : null;
}

export function ToastRegion() {
  // Who must log in again reads them afterwards: nothing lies over that dialog.
  const mayRead = useSession(({ session }) => session.kind !== 'expired');
  const all = useToasts((store) => store.toasts);
  const toasts = mayRead ? all : [];
  // Ctrl+Z is for one of them: the newest with a way back.
  const latest = undoable(toasts);
  const home = homeOf(useToastHome((store) => store.home));
  const polite = useAnnouncement((store) => store.polite);
  const region = <section className={classes(styles.region, home ? styles.atHome : styles.floating)} aria-label={t`Notices`}>{toasts.map((toast) => <ToastLine key={toast.id} toast={toast} hasKey={toast.tone !== 'done' || toast === latest} />)}</section>;
  return (
    <>
      {home ? createPortal(region, home) : region}
      <div className="sr" aria-live="polite" role="status">{polite}</div>
    </>
  );
}
