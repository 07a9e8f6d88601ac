// How long a free reply is still possible: a ring and the time, orange when it becomes short. Where only a person may
// still answer after that, it goes on until then.
import { t } from '@lingui/core/macro';
import { Lock } from 'lucide-react';
import { useNowUntil } from '../state/clock';
import { classes } from './classes';
import { Icon } from './icon';
import { preciseWords } from './time_words';
import styles from './clock_pill.module.css';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const shortestShareOfWindow = 12;

// The last two hours of a day; of other windows as great a part.
export function shortWindowMs(wholeHours: number): number {
  return (wholeHours * hourMs) / shortestShareOfWindow;
}

export interface WindowClockProps {
  endsAt: string | undefined;
  lateEndsAt?: string | undefined;
  // Of the channel; without it a day is taken.
  wholeHours?: number | undefined;
  // In the list only what presses is shown.
  onlyWhenShort?: boolean;
}

interface Ring {
  left: number;
  wholeMs: number;
  isLate: boolean;
}

export function ringOf(now: number, endsAt: string, lateEndsAt: string | undefined, wholeHours: number): Ring {
  const end = new Date(endsAt).getTime();
  const late = lateEndsAt ? new Date(lateEndsAt).getTime() : end;
  const isLate = end <= now && late > now;
  return isLate ? { left: late - now, wholeMs: late - end, isLate } : { left: end - now, wholeMs: wholeHours * hourMs, isLate };
}

export function WindowClock({ endsAt, lateEndsAt, wholeHours = 24, onlyWhenShort = false }: WindowClockProps) {
  const now = useNowUntil(lateEndsAt ?? endsAt);
  if (!endsAt) return null;
  const { left, wholeMs, isLate } = ringOf(now, endsAt, lateEndsAt, wholeHours);
  if (left <= 0) return <span className={classes(styles.clock, styles.risk)}><Icon of={Lock} size={12} />{t`Window closed`}</span>;
  const short = left < shortWindowMs(wholeMs / hourMs);
  if (onlyWhenShort && !short) return null;
  const words = left < minuteMs ? t`less than 1 min` : preciseWords(left);
  return (
    <span className={classes(styles.clock, short && styles.risk)} title={isLate ? t`A person may still answer for ${words}; no machine` : t`Free text can be sent for ${words}`}>
      <svg className={styles.ring} viewBox="0 0 16 16" aria-hidden="true">
        <circle className={styles.track} cx="8" cy="8" r="6" />
        <circle className={styles.value} cx="8" cy="8" r="6" pathLength="100" strokeDasharray={`${Math.round((100 * left) / wholeMs)} 100`} />
      </svg>
      {onlyWhenShort ? t`${words} left` : t`window ${words} left`}
    </span>
  );
}
