// How long is left until something is owed: a ring while there is time, a tinted pill when little is left, a solid one when it is too late.
import { t } from '@lingui/core/macro';
import { TriangleAlert } from 'lucide-react';
import { useNowUntil } from '../state/clock';
import { classes } from './classes';
import { Icon } from './icon';
import { durationWords } from './time_words';
import styles from './clock_pill.module.css';

const minuteMs = 60_000;
// The last fifth of the time; without a beginning, the last quarter of an hour.
const lastShare = 0.2;
const shortMs = 15 * minuteMs;

export interface Due {
  left: number;
  share: number;
  isLate: boolean;
  isShort: boolean;
}

export function dueOf(now: number, dueAt: string, since: string | undefined): Due {
  const due = new Date(dueAt).getTime();
  const left = due - now;
  const whole = since === undefined ? undefined : due - new Date(since).getTime();
  const share = whole === undefined || whole <= 0 ? Math.min(1, left / (4 * shortMs)) : Math.min(1, left / whole);
  return { left, share: Math.max(0, share), isLate: left <= 0, isShort: left > 0 && (whole === undefined ? left < shortMs : share < lastShare) };
}

export function DueClock({ dueAt, since }: { dueAt: string; since?: string | undefined }) {
  const now = useNowUntil(dueAt);
  const { left, share, isLate, isShort } = dueOf(now, dueAt, since);
  const late = durationWords(-left);
  if (isLate) return <span className={classes(styles.clock, styles.late)}><Icon of={TriangleAlert} size={12} />{-left < minuteMs ? t`due now` : t`${late} late`}</span>;
  const words = left < minuteMs ? t`less than 1 min` : durationWords(left);
  return (
    <span className={classes(styles.clock, isShort && styles.risk)}>
      <svg className={styles.ring} viewBox="0 0 16 16" aria-hidden="true">
        <circle className={styles.track} cx="8" cy="8" r="6" />
        <circle className={styles.value} cx="8" cy="8" r="6" pathLength="100" strokeDasharray={`${Math.round(100 * share)} 100`} />
      </svg>
      {t`${words} left`}
    </span>
  );
}
