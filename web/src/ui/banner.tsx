// A line that says how things stand, with one way out.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';
import styles from './banner.module.css';

export interface BannerProps {
  tone?: 'plain' | 'risk' | 'late' | 'ok' | 'accent';
  of?: LucideIcon;
  flat?: boolean;
  role?: 'status' | 'alert';
  children: ReactNode;
  action?: ReactNode;
}

export function Banner({ tone = 'plain', of, flat = false, role = 'status', children, action }: BannerProps) {
  return (
    <div className={classes(styles.banner, tone !== 'plain' && styles[tone], flat && styles.flat)} role={role}>
      {of ? <Icon of={of} size={14} /> : null}
      <span className="grow">{children}</span>
      {action}
    </div>
  );
}

export interface EmptyStateProps {
  of: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  alert?: boolean;
}

export function EmptyState({ of, title, children, actions, alert = false }: EmptyStateProps) {
  return (
    <div className={styles.empty} role={alert ? 'alert' : undefined}>
      <Icon of={of} size={32} />
      <div className="title">{title}</div>
      {children ? <p>{children}</p> : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}
