// A person as initials on one of four quiet grounds, with presence as shape and colour.
import { User } from 'lucide-react';
import { classes } from './classes';
import { Icon } from './icon';
import { initials, toneOf } from './initials';
import styles from './avatar.module.css';

export type Availability = 'online' | 'busy' | 'away' | 'offline';

export interface AvatarProps {
  name?: string | undefined;
  text?: string | undefined;
  size?: 18 | 20 | 24 | 32 | 40;
  availability?: Availability | undefined;
  title?: string | undefined;
}

export function Avatar({ name, text, size = 24, availability, title }: AvatarProps) {
  if (!name) return <span className={classes(styles.av, styles.none, size !== 24 && styles[`s${size}`])} title={title} aria-hidden="true"><Icon of={User} size={12} /></span>;
  const tone = toneOf(name);
  return (
    <span className={classes(styles.av, tone > 0 && styles[`c${tone}`], size !== 24 && styles[`s${size}`])} title={title ?? name} aria-hidden="true">
      {text ?? initials(name)}
      {availability ? <i className={classes(styles.dot, availability !== 'online' && styles[availability])} /> : null}
    </span>
  );
}
