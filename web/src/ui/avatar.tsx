// A person as initials on one of four quiet grounds, with presence as shape and colour. A picture lies over the initials,
// which stay when it does not load.
import { useState } from 'react';
import { User, type LucideIcon } from 'lucide-react';
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
  picture?: string | undefined;
  // Who has no name and still is somebody; without it nobody is meant.
  figure?: LucideIcon;
}

function Picture({ source }: { source: string }) {
  const [failed, setFailed] = useState(false);
  return failed ? null : <img className={styles.picture} src={source} alt="" loading="lazy" decoding="async" draggable={false} onError={() => setFailed(true)} />;
}

export function Avatar({ name, text, size = 24, availability, title, picture, figure }: AvatarProps) {
  if (!name && !picture && figure) return <span className={classes(styles.av, size !== 24 && styles[`s${size}`])} title={title} aria-hidden="true"><Icon of={figure} size={size > 24 ? 16 : 12} /></span>;
  if (!name && !picture) return <span className={classes(styles.av, styles.none, size !== 24 && styles[`s${size}`])} title={title} aria-hidden="true"><Icon of={User} size={12} /></span>;
  const tone = toneOf(name ?? '');
  return (
    <span className={classes(styles.av, tone > 0 && styles[`c${tone}`], size !== 24 && styles[`s${size}`])} title={title ?? name} aria-hidden="true">
      {text ?? initials(name ?? '')}
      {picture ? <Picture key={picture} source={picture} /> : null}
      {availability ? <i className={classes(styles.dot, availability !== 'online' && styles[availability])} /> : null}
    </span>
  );
}
