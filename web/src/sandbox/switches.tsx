// How well phone and platform behave: one switch for every way in which the real ones misbehave.
import { useState, type ReactNode } from 'react';
import { Switch } from '../ui/switch';
import { behave } from './server';
import type { Manners } from './types';
import { words } from './words';
import styles from './page.module.css';

const slowMs = 3000;
const usualError = 131016;
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

function CodeChoice({ code, onChange }: { code: number; onChange: (code: number) => void }) {
  return (
    <select className={styles.code} aria-label={words.errorCode} value={code} onChange={(event) => onChange(Number(event.target.value))}>
      {codes.map((one) => <option key={one} value={one}>{one}</option>)}
    </select>
  );
}

export function PlatformSwitches({ manners }: { manners: Manners }) {
  const [chosen, setChosen] = useState(usualError);
  const code = manners.refuses_with || chosen;
  const choose = (next: number) => {
    setChosen(next);
    if (manners.refuses_with) void behave({ refuses_with: next });
  };
  return (
    <section className={styles.card} aria-label={words.platformDoes}>
      <h2>{words.platformDoes}</h2>
      <Line label={words.repeats} hint={words.repeat} checked={manners.repeats} change={(on) => ({ repeats: on })} />
      <Line label={words.reorders} checked={manners.reorders} change={(on) => ({ reorders: on })} />
      <Line label={words.delays} hint={words.threeSeconds} checked={manners.webhook_delay_ms > 0} change={(on) => ({ webhook_delay_ms: on ? slowMs : 0 })} />
      <Line label={words.signsWrongly} hint={words.expects401} checked={manners.signs_wrongly} change={(on) => ({ signs_wrongly: on })} />
      <Line label={words.refuses} hint={<CodeChoice code={code} onChange={choose} />} checked={manners.refuses_with !== 0} change={(on) => ({ refuses_with: on ? code : 0 })} />
      <Line label={words.breaks} hint="HTTP 500" checked={manners.breaks} change={(on) => ({ breaks: on })} />
      <Line label={words.timesOut} hint={words.nothingTaken} checked={manners.times_out} change={(on) => ({ times_out: on })} />
      <Line label={words.loses} hint={words.uncertain} checked={manners.loses_answers} change={(on) => ({ loses_answers: on })} />
    </section>
  );
}
