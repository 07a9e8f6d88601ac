// How well phone and platform behave: one switch for every way in which the real ones misbehave.
import { useState, type ReactNode } from 'react';
import { Switch } from '../ui/switch';
import { behave } from './server';
import type { Manners } from './types';
import { words } from './words';
import styles from './page.module.css';

const slowMs = 3000;
const usualError = '131016';
const codes = [131016, 130429, 131026, 131047, 131056, 190, 100];

interface LineProps {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  change: (checked: boolean) => Partial<Manners>;
}

function Line({ label, hint, checked, change }: LineProps) {
  return (
    <div className={styles.line}>
      <Switch checked={checked} onChange={(next) => { void behave(change(next)); }}>{label}</Switch>
      <span className="end hint small">{hint}</span>
    </div>
  );
}

export function PhoneSwitches({ manners }: { manners: Manners }) {
  return (
    <section className={styles.card} aria-label={words.phoneDoes}>
      <h2>{words.phoneDoes}</h2>
      <Line label={words.reportsDelivered} hint={words.after04} checked={manners.reports_delivered} change={(on) => ({ reports_delivered: on })} />
      <Line label={words.reportsRead} hint={words.after2} checked={manners.reports_read} change={(on) => ({ reports_read: on })} />
      <Line label={words.showsTyping} checked={manners.shows_typing} change={(on) => ({ shows_typing: on })} />
      <Line label={words.isOff} checked={manners.is_off} change={(on) => ({ is_off: on })} />
      <Line label={words.dayLater} hint={words.closesWindow} checked={manners.is_a_day_later} change={(on) => ({ is_a_day_later: on })} />
    </section>
  );
}

// One of the ways in which a send can fail: a code of the platform's, a broken platform, or no answer at all.
type Failing = Pick<Manners, 'refuses_with' | 'breaks' | 'times_out'>;

const failings: { name: string; label: string; manners: Failing }[] = [
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

function FailingLine({ manners }: { manners: Manners }) {
  const [chosen, setChosen] = useState(usualError);
  const current = nameOf(manners);
  const failingOf = (name: string) => failings.find((one) => one.name === name)?.manners ?? allWell;
  const choose = (name: string) => {
    setChosen(name);
    if (current) void behave(failingOf(name));
  };
  const choice = (
    <select className={styles.code} aria-label={words.errorCode} value={current ?? chosen} onChange={(event) => choose(event.target.value)}>
      {failings.map(({ name, label }) => <option key={name} value={name}>{label}</option>)}
    </select>
  );
  return <Line label={words.refuses} hint={choice} checked={current !== undefined} change={(on) => (on ? failingOf(chosen) : allWell)} />;
}

export function PlatformSwitches({ manners }: { manners: Manners }) {
  return (
    <section className={styles.card} aria-label={words.platformDoes}>
      <h2>{words.platformDoes}</h2>
      <Line label={words.repeats} hint={words.repeat} checked={manners.repeats} change={(on) => ({ repeats: on })} />
      <Line label={words.reorders} checked={manners.reorders} change={(on) => ({ reorders: on })} />
      <Line label={words.delays} hint={words.threeSeconds} checked={manners.webhook_delay_ms > 0} change={(on) => ({ webhook_delay_ms: on ? slowMs : 0 })} />
      <Line label={words.signsWrongly} hint={words.expects401} checked={manners.signs_wrongly} change={(on) => ({ signs_wrongly: on })} />
      <FailingLine manners={manners} />
      <Line label={words.loses} hint={words.uncertain} checked={manners.loses_answers} change={(on) => ({ loses_answers: on })} />
    </section>
  );
}
