// Times as people say them: "nog 4 min", "5 u", "di 1 dec 10:00".
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

// A length of time in one word, as short as a list row allows.
export function durationWords(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / minuteMs);
  if (minutes < 1) return t`now`;
  if (minutes < 60) return t`${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t`${hours} h`;
  const days = Math.floor(hours / 24);
  return t`${days} d`;
}

// The same in two parts, where minutes matter: "23 u 40 min".
export function preciseWords(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / minuteMs);
  if (minutes < 60) return t`${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0 ? t`${hours} h` : t`${hours} h ${rest} min`;
}

// A wait that ticks: seconds while it is short.
export function waitingWords(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  return seconds < 60 ? t`${seconds} s` : preciseWords(ms);
}

export function spokenWait(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / minuteMs);
  if (minutes < 1) return t`waiting less than a minute`;
  if (minutes < 120) return t`waiting ${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return t`waiting ${hours} hours`;
}

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(i18n.locale === 'nl' ? 'nl-NL' : 'en-GB', options).format(at);
}

export function clockTime(at: string | number): string {
  return format(new Date(at).getTime(), { hour: '2-digit', minute: '2-digit' });
}

export function clockTimeWithSeconds(at: number): string {
  return format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

export function daysApart(from: number, to: number): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / dayMs);
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

// A day between messages: today, yesterday, or its name.
export function dayWords(at: string, now: number): string {
  const time = new Date(at).getTime();
  const days = daysApart(time, now);
  if (days === 0) return t`Today`;
  if (days === 1) return t`Yesterday`;
  const withYear = new Date(time).getFullYear() !== new Date(now).getFullYear();
  return capitalised(format(time, { weekday: 'long', day: 'numeric', month: 'long', ...(withYear ? { year: 'numeric' } : {}) }));
}

// A moment elsewhere on the screen: the time today, else the day with it.
export function momentWords(at: string, now: number): string {
  const time = new Date(at).getTime();
  const days = daysApart(time, now);
  const clock = clockTime(time);
  if (days === 0) return clock;
  if (days === 1) return t`yesterday ${clock}`;
  if (days === -1) return t`tomorrow ${clock}`;
  return format(time, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).replace(',', '');
}

export function dateWords(at: string): string {
  const time = new Date(at).getTime();
  const withYear = new Date(time).getFullYear() !== new Date().getFullYear();
  return format(time, { day: 'numeric', month: 'short', ...(withYear ? { year: 'numeric' } : {}) });
}

export function fullMoment(at: string): string {
  return format(new Date(at).getTime(), { dateStyle: 'full', timeStyle: 'medium' });
}
