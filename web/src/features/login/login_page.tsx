// The door.
import { t } from '@lingui/core/macro';
import { Logo } from '../../ui/logo';
import { LogInForm } from './log_in_form';
import styles from './login.module.css';

export function LoginPage() {
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
