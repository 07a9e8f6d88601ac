// How well phone and platform behave: one switch for every way in which the real ones misbehave.
import { useState, type ReactNode } from 'react';
import { Switch } from '../ui/switch';
import { behave } from './server';
import type { Channel, Manners } from './types';
import { words } from './words';
import styles from './page.module.css';

const slowMs = 3000;

interface LineProps {
  channel: string;
  label: string;
  hint?: ReactNode;
  checked: boolean;
  change: (checked: boolean) => Partial<Manners>;
}

function Line({ channel, label, hint, checked, change }: LineProps) {
  return (
    <div className={styles.line}>
      <Switch checked={checked} onChange={(next) => { void behave(channel, change(next)); }}>{label}</Switch>
      <span className="end hint small">{hint}</span>
    </div>
  );
}

interface SwitchesProps {
  channel: Channel;
  manners: Manners;
}

// What a channel never tells has no switch.
export function PhoneSwitches({ channel, manners }: SwitchesProps) {
  const line = channel.channel;
  return (
    <section className={styles.card} aria-label={words.phoneDoes}>
      <h2>{words.phoneDoes}</h2>
      {channel.tells_delivered ? <Line channel={line} label={words.reportsDelivered} hint={words.after04} checked={manners.reports_delivered} change={(on) => ({ reports_delivered: on })} /> : null}
      {channel.tells_read ? <Line channel={line} label={words.reportsRead} hint={words.after2} checked={manners.reports_read} change={(on) => ({ reports_read: on })} /> : null}
      {channel.shows_typing ? <Line channel={line} label={words.showsTyping} checked={manners.shows_typing} change={(on) => ({ shows_typing: on })} /> : null}
      <Line channel={line} label={words.isOff} checked={manners.is_off} change={(on) => ({ is_off: on })} />
      <Line channel={line} label={words.dayLater} hint={channel.has_window ? words.closesWindow : undefined} checked={manners.is_a_day_later} change={(on) => ({ is_a_day_later: on })} />
    </section>
  );
}

// One of the ways in which a send can fail: a code of the platform's, a broken platform, or no answer at all.
type Failing = Pick<Manners, 'refuses_with' | 'breaks' | 'times_out'>;

const failingsOf = (codes: number[]): { name: string; label: string; manners: Failing }[] => [
  ...codes.map((code) => ({ name: String(code), label: String(code), manners: { refuses_with: code, breaks: false, times_out: false } })),
  { name: 'breaks', label: 'HTTP 500', manners: { refuses_with: 0, breaks: true, times_out: false } },
  { name: 'times_out', label: words.noAnswer, manners: { refuses_with: 0, breaks: false, times_out: true } },
];
const allWell: Failing = { refuses_with: 0, breaks: false, times_out: false };

function nameOf({ refuses_with: code, breaks, times_out: timesOut }: Failing): string | undefined {
  if (breaks) return 'breaks';
  if (timesOut) return 'times_out';
  return code ? String(code) : undefined;
}

function FailingLine({ channel, manners }: SwitchesProps) {
  const failings = failingsOf(channel.codes);
  const [chosen, setChosen] = useState(String(channel.codes[0] ?? 'breaks'));
  const current = nameOf(manners);
  const failingOf = (name: string) => failings.find((one) => one.name === name)?.manners ?? allWell;
  const choose = (name: string) => {
    setChosen(name);
    if (current) void behave(channel.channel, failingOf(name));
  };
  const choice = (
    <select className={styles.code} aria-label={words.errorCode} value={current ?? chosen} onChange={(event) => choose(event.target.value)}>
      {failings.map(({ name, label }) => <option key={name} value={name}>{label}</option>)}
    </select>
  );
  return <Line channel={channel.channel} label={words.refuses} hint={choice} checked={current !== undefined} change={(on) => (on ? failingOf(chosen) : allWell)} />;
}

export function PlatformSwitches({ channel, manners }: SwitchesProps) {
  const line = channel.channel;
  return (
    <section className={styles.card} aria-label={words.platformDoes}>
      <h2>{words.platformDoes}</h2>
      <Line channel={line} label={words.repeats} hint={words.repeat} checked={manners.repeats} change={(on) => ({ repeats: on })} />
      <Line channel={line} label={words.reorders} checked={manners.reorders} change={(on) => ({ reorders: on })} />
      <Line channel={line} label={words.delays} hint={words.threeSeconds} checked={manners.webhook_delay_ms > 0} change={(on) => ({ webhook_delay_ms: on ? slowMs : 0 })} />
      <Line channel={line} label={words.signsWrongly} hint={words.expects401} checked={manners.signs_wrongly} change={(on) => ({ signs_wrongly: on })} />
      <FailingLine key={line} channel={channel} manners={manners} />
      <Line channel={line} label={words.loses} hint={words.uncertain} checked={manners.loses_answers} change={(on) => ({ loses_answers: on })} />
    </section>
  );
}
