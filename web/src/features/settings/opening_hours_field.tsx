// A week of opening hours: a switch for each day, and its times beside it. And the days on which nobody is there.
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { CircleAlert, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { TextAreaField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { Switch } from '../../ui/switch';
import { dateWords } from '../../ui/time_words';
import { daysOffOf, emptyWeek, hoursFor, hoursOf, isWrong, typedClock, weekOf, withBreak, type Span, type Week } from './opening_hours';
import styles from './opening_hours.module.css';

// 1 January 2024 is a Monday.
function dayName(day: number): string {
  const name = new Intl.DateTimeFormat(i18n.locale === 'nl' ? 'nl-NL' : 'en-GB', { weekday: 'long' }).format(new Date(2024, 0, 1 + day));
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

interface HoursProps {
  label: string;
  help: string | undefined;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

// A box of text: the browser's own for a time follows the language of the browser, not that of the desk.
function TimeBox({ label, value, wrong, onChange }: { label: string; value: string; wrong: boolean; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const leave = () => { const read = typedClock(typed); setTyped(read ?? typed); onChange(read ?? ''); };
  return <input className={styles.time} inputMode="numeric" autoComplete="off" maxLength={5} placeholder="09:00" aria-label={label} aria-invalid={wrong || undefined} value={typed} onChange={(event) => { setTyped(event.target.value); const read = /^\d{1,2}[:.]\d{2}$/.test(event.target.value) ? typedClock(event.target.value) : undefined; if (read !== undefined) onChange(read); }} onBlur={leave} />;
}

function Times({ day, span, onChange, onRemove }: { day: string; span: Span; onChange: (span: Span) => void; onRemove: (() => void) | undefined }) {
  const wrong = isWrong(span);
  return (
    <span className={styles.span}>
      <TimeBox label={t`${day}, from`} value={span.from} wrong={wrong} onChange={(from) => onChange({ ...span, from })} />
      <span aria-hidden>–</span>
      <TimeBox label={t`${day}, until`} value={span.until} wrong={wrong} onChange={(until) => onChange({ ...span, until })} />
      {onRemove ? <IconButton of={X} label={t`Remove these hours`} onClick={onRemove} /> : null}
    </span>
  );
}

function Day({ name, spans, without, onChange, onOpen }: { name: string; spans: Span[]; without: string; onChange: (spans: Span[]) => void; onOpen: () => void }) {
  const isOpen = spans.length > 0;
  return (
    <div className={styles.day}>
      <span className={styles.name}><Switch checked={isOpen} onChange={(open) => (open ? onOpen() : onChange([]))}>{name}</Switch></span>
      {isOpen
        ? <span className={styles.spans}>{spans.map((span, index) => <Times key={`${index}/${spans.length}`} day={name} span={span} onChange={(next) => onChange(spans.map((one, at) => (at === index ? next : one)))} onRemove={spans.length > 1 ? () => onChange(spans.filter((_, at) => at !== index)) : undefined} />)}</span>
        : <span className="hint small">{without}</span>}
      {spans.length === 1 ? <Button size="mini" variant="ghost" aria-label={t`${name}: another span, after a break`} onClick={() => onChange(spans.flatMap(withBreak))}><Icon of={Plus} size={12} />{t`Break`}</Button> : null}
    </div>
  );
}

export function OpeningHoursField({ label, help, error, value, onChange }: HoursProps) {
  // A span that is half filled in cannot be written down yet: it stands here alone.
  const [week, setWeek] = useState<Week | undefined>(() => weekOf(value));
  if (!week) return <TextAreaField label={label} help={help} error={error} rows={2} value={value} onChange={(event) => onChange(event.target.value)} onBlur={() => setWeek(weekOf(value))} />;
  const change = (next: Week) => { setWeek(next); onChange(hoursOf(next)); };
  const set = (day: number, spans: Span[]) => change(week.map((one, at) => (at === day ? spans : one)));
  // Until the first day is on, the chat says nothing about them.
  const isSet = week.some((spans) => spans.length > 0);
  return (
    <fieldset className={styles.week}>
      <legend>{label}</legend>
      {week.map((spans, day) => <Day key={day} name={dayName(day)} spans={spans} without={isSet ? t`closed` : t`no hours set`} onChange={(next) => set(day, next)} onOpen={() => set(day, hoursFor(week, day))} />)}
      {error ? <span className={styles.error} role="alert"><Icon of={CircleAlert} size={14} />{error}</span> : null}
      <span className="row wrap">
        {help ? <span className={classes('hint small', styles.help)}>{help}</span> : null}
        {isSet ? <Button size="mini" variant="ghost" onClick={() => change(emptyWeek())}>{t`No opening hours`}</Button> : null}
      </span>
    </fieldset>
  );
}

export function DaysOffField({ label, help, error, value, onChange }: HoursProps) {
  const [next, setNext] = useState('');
  const days = daysOffOf(value) ?? [];
  const add = () => { if (next === '') return; onChange([...new Set([...days, next])].sort().join(', ')); setNext(''); };
  return (
    <fieldset className={styles.week}>
      <legend>{label}</legend>
      {days.length > 0 ? <ul className={styles.dates}>{days.map((day) => { const words = dateWords(`${day}T12:00:00`); return <li key={day}>{words}<IconButton of={X} iconSize={12} label={t`Remove ${words}`} onClick={() => onChange(days.filter((one) => one !== day).join(', '))} /></li>; })}</ul> : null}
      <span className={styles.span}><input type="date" aria-label={t`A day off`} value={next} onChange={(event) => setNext(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); add(); } }} /><Button size="sm" disabled={next === ''} onClick={add}>{t`Add`}</Button></span>
      {error ? <span className={styles.error} role="alert"><Icon of={CircleAlert} size={14} />{error}</span> : null}
      {help ? <span className="hint small">{help}</span> : null}
    </fieldset>
  );
}
