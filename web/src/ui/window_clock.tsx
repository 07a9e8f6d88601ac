// How long a free reply is still possible: a ring and the time, orange in the last two hours.
import { t } from '@lingui/core/macro';
import { Lock } from 'lucide-react';
import { useNow } from '../state/clock';
import { classes } from './classes';
import { Icon } from './icon';
import { preciseWords } from './time_words';
import styles from './clock_pill.module.css';

export const shortWindowMs = 2 * 3_600_000;
const wholeWindowMs = 24 * 3_600_000;

export interface WindowClockProps {
  endsAt: string | undefined;
  // In the list only what presses is shown.
  onlyWhenShort?: boolean;
}

export function WindowClock({ endsAt, onlyWhenShort = false }: WindowClockProps) {
  const now = useNow();
  if (!endsAt) return null;
  const left = new Date(endsAt).getTime() - now;
  if (left <= 0) return <span className={classes(styles.clock, styles.risk)}><Icon of={Lock} size={12} />{t`Window closed`}</span>;
  const short = left < shortWindowMs;
  if (onlyWhenShort && !short) return null;
  const words = preciseWords(left);
  return (
    <span className={classes(styles.clock, short && styles.risk)} title={t`Free text can be sent for ${words}`}>
      <svg className={styles.ring} viewBox="0 0 16 16" aria-hidden="true">
        <circle className={styles.track} cx="8" cy="8" r="6" />
        <circle className={styles.value} cx="8" cy="8" r="6" pathLength="100" strokeDasharray={`${Math.round((100 * left) / wholeWindowMs)} 100`} />
      </svg>
      {t`${words} left`}
    </span>
  );
}
