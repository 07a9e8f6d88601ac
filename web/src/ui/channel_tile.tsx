// A channel as a tile with our own letter: a square is private, a circle with a plum ring is public.
import { t } from '@lingui/core/macro';
import { channelName } from './channel_name';
import { classes } from './classes';
import styles from './channel_tile.module.css';

const letters: Record<string, string> = { whatsapp: 'W', messenger: 'M', instagram: 'I', facebook: 'F', x: 'X', telegram: 'T' };
const drawings: Record<string, string> = {
  webchat: 'M5 6h10v7H9.500L6.500 15.500V13H5z',
  email: 'M4.500 6.500h11v7.500h-11zM4.800 7l5.200 4 5.200-4',
};
const lines = 'M5.500 7.500h9M5.500 10.500h9M5.500 13.500h5';

export interface ChannelTileProps {
  channel: string;
  isPublic?: boolean;
  size?: 16 | 18 | 24 | 32;
  hidden?: boolean;
}

function Mark({ channel, isPublic }: { channel: string; isPublic: boolean }) {
  const letter = letters[channel];
  if (letter) return <text x="10" y={isPublic ? 13.7 : 14}>{letter}</text>;
  return <path className={styles.glyph} d={drawings[channel] ?? lines} />;
}

export function ChannelTile({ channel, isPublic = false, size = 18, hidden = false }: ChannelTileProps) {
  const plain = channelName(channel);
  const name = isPublic ? t`${plain}, public` : plain;
  const naming = hidden ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  return (
    <svg className={classes(styles.ch, styles[channel], isPublic && styles.round, size !== 18 && styles[`s${size}`])} viewBox="0 0 20 20" {...naming}>
      {isPublic ? <circle className={styles.ring} cx="10" cy="10" r="9.2" /> : null}
      {isPublic ? <circle className={styles.ground} cx="10" cy="10" r="7.3" /> : <rect className={styles.ground} x="1" y="1" width="18" height="18" rx="5" />}
      <Mark channel={channel} isPublic={isPublic} />
    </svg>
  );
}
