// Small marks: a tinted word, a label with its colour, the number of unread messages.
import { t } from '@lingui/core/macro';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';
import styles from './badge.module.css';

export type Tone = 'plain' | 'ok' | 'risk' | 'late' | 'public' | 'note' | 'accent' | 'solidLate';

export interface BadgeProps {
  tone?: Tone;
  large?: boolean;
  title?: string;
  children: ReactNode;
}

export function Badge({ tone = 'plain', large = false, title, children }: BadgeProps) {
  return <span className={classes(styles.badge, tone !== 'plain' && styles[tone], large && styles.large)} title={title}>{children}</span>;
}

export interface LabelChipProps {
  name: string;
  color?: string;
  onRemove?: () => void;
}

export function LabelChip({ name, color, onRemove }: LabelChipProps) {
  return (
    <span className={classes(styles.label, onRemove && styles.removable)}>
      <i style={color ? { background: color } : undefined} />
      <span className="clip">{name}</span>
      {onRemove ? (
        <button type="button" className={styles.remove} aria-label={t`Remove label ${name}`} onClick={onRemove}>
          <Icon of={X} size={12} />
        </button>
      ) : null}
    </span>
  );
}

export function UnreadCount({ count }: { count: number }) {
  return <span className={styles.unread} title={t`${count} unread`}>{count > 99 ? '99+' : count}</span>;
}
