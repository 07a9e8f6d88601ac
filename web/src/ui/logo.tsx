// A desk with its bell.
import { classes } from './classes';
import styles from './logo.module.css';

export function Logo({ large = false }: { large?: boolean }) {
  return (
    <span className={classes(styles.logo, large && styles.large)} aria-hidden="true">
      <svg viewBox="0 0 16 16"><path d="M2 10.500h12M3.500 10.500V13M12.500 10.500V13M5 8a3 3 0 0 1 6 0M8 3.500V5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" /></svg>
    </span>
  );
}
