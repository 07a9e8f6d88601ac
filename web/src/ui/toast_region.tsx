// Where toasts stand, and where readers hear what happens out of sight.
import { t } from '@lingui/core/macro';
import { Check, CircleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnnouncement } from '../state/announce';
import { dismissToast, shownMs, useToasts, type Toast } from '../state/toasts';
import { Button } from './button';
import { classes } from './classes';
import { Icon } from './icon';
import { IconButton } from './icon_button';
import { Keys } from './kbd';
import styles from './toast_region.module.css';

function ToastLine({ toast }: { toast: Toast }) {
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
      {action ? <Button size="sm" variant="ghost" onClick={() => { dismissToast(toast.id); action.run(); }}>{action.label}{action.keys ? <Keys keys={action.keys} /> : null}</Button> : null}
      {tone === 'error' ? <IconButton of={X} label={t`Dismiss`} onClick={() => dismissToast(toast.id)} /> : null}
    </div>
  );
}

export function ToastRegion() {
  const toasts = useToasts((store) => store.toasts);
  const polite = useAnnouncement((store) => store.polite);
  return (
    <>
      <section className={styles.region} aria-label={t`Notices`}>{toasts.map((toast) => <ToastLine key={toast.id} toast={toast} />)}</section>
      <div className="sr" aria-live="polite" role="status">{polite}</div>
    </>
  );
}
