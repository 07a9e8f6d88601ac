// The door.
import { t } from '@lingui/core/macro';
import { useEffect } from 'react';
import { Logo } from '../../ui/logo';
import { LogInForm } from './log_in_form';
import styles from './login.module.css';

const framesMax = 120;

// Who comes in by keyboard or by ear stands at the title of the screen behind the door, as soon as it is there.
function stepInside(frames = 0): void {
  if (frames === framesMax || document.activeElement !== document.body) return;
  const title = document.querySelector<HTMLElement>('h1');
  if (!title) return void requestAnimationFrame(() => stepInside(frames + 1));
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

export function LoginPage() {
  useEffect(() => () => stepInside(), []);
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <div className={styles.brand}><Logo large />Balie</div>
        <div><h1 className="head">{t`Log in`}</h1><p className="muted">{location.host}</p></div>
        <LogInForm />
      </div>
    </main>
  );
}
