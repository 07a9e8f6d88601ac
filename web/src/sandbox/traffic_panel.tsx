// What goes over the wire, the newest first, in both directions.
import { ArrowDown, ArrowUp, Check, CircleAlert, CircleHelp, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';
import { ChannelTile } from '../ui/channel_tile';
import { Icon } from '../ui/icon';
import type { Exchange } from './types';
import { clock, duration, words } from './words';
import styles from './traffic.module.css';

const rowsMax = 30;

interface Outcome {
  tone: Tone;
  text: string;
}

const details: Record<string, string> = { no_answer: words.noAnswer, verified: words.verified, not_verified: words.notVerified, queue_full: words.queueFull };

function outcomeOf({ direction, status, detail, is_repeat: isRepeat, what }: Exchange): Outcome {
  if (detail === 'answer_lost') return { tone: 'risk', text: words.noAnswerUncertain };
  if (status === 0) return { tone: 'risk', text: (detail && details[detail]) ?? words.noAnswer };
  const tone = status < 300 ? 'ok' : 'late';
  if (detail) return { tone, text: `${status}, ${details[detail] ?? detail}` };
  if (direction === 'in' && status === 200 && what !== 'handshake') return { tone, text: `${status}, ${isRepeat ? words.known : words.onDisk}` };
  return { tone, text: String(status) };
}

function whatOf({ direction, method, what, is_repeat: isRepeat }: Exchange): string {
  const plain = what.replace(' quoted', `, ${words.quoted}`);
  if (direction === 'in') return `webhook · ${plain}${isRepeat ? `, ${words.repeat}` : ''}`;
  const [path, ...rest] = plain.split(' ');
  return `${method} ${path ?? ''}${rest.length > 0 ? ` · ${rest.join(' ')}` : ''}`;
}

const marks = { ok: Check, risk: CircleHelp, late: CircleAlert } as const;

function Row({ exchange }: { exchange: Exchange }) {
  const { tone, text } = outcomeOf(exchange);
  const isIn = exchange.direction === 'in';
  return (
    <tr>
      <td className="hint">{clock(exchange.at, true)}</td>
      <td title={isIn ? words.toBalie : words.fromBalie}><span className={styles.side}><Icon of={isIn ? ArrowDown : ArrowUp} size={14} />{isIn ? words.inward : words.outward}</span></td>
      <td title={whatOf(exchange)}><span className={styles.what}><ChannelTile channel={exchange.channel} size={16} /><span className="clip">{whatOf(exchange)}</span></span></td>
      <td title={text}><Badge tone={tone}><Icon of={marks[tone as keyof typeof marks]} size={12} /><span className={styles.outcome}>{text}</span></Badge></td>
      <td>{duration(exchange.milliseconds)}</td>
    </tr>
  );
}

export function TrafficPanel({ traffic }: { traffic: Exchange[] }) {
  const [held, setHeld] = useState<Exchange[]>();
  const rows = (held ?? traffic).slice(0, rowsMax);
  return (
    <div className={styles.card}>
      <h2>
        {words.traffic}
        <span className={styles.tools}>
          <span className="hint small">{words.last} {rows.length}</span>
          <Button size="sm" onClick={() => setHeld(held ? undefined : traffic)}><Icon of={held ? Play : Pause} size={14} />{held ? words.goOn : words.pause}</Button>
        </span>
      </h2>
      {rows.length === 0 ? <p className={styles.empty}>{words.nothingYet}</p> : (
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={words.traffic}>
          <table className={styles.log}>
            <thead><tr><th>{words.time}</th><th>{words.side}</th><th>{words.what}</th><th>{words.outcome}</th><th>{words.took}</th></tr></thead>
            <tbody>{rows.map((exchange) => <Row key={exchange.number} exchange={exchange} />)}</tbody>
          </table>
        </div>
      )}
    </div>
  );
}
