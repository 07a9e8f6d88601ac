// A length of time as people fill it in: a number and a unit.

export type Unit = 'minutes' | 'hours' | 'days';

export interface Span {
  // As typed; empty: no such time.
  count: string;
  unit: Unit;
}

const secondsIn: Record<Unit, number> = { minutes: 60, hours: 3600, days: 86_400 };
const most = 366 * secondsIn.days;

// In the largest unit that comes out even; a rest of seconds is rounded to minutes.
export function spanOf(seconds: number | undefined): Span {
  if (!seconds) return { count: '', unit: 'hours' };
  const unit = (['days', 'hours'] as const).find((one) => seconds % secondsIn[one] === 0) ?? 'minutes';
  return { count: String(Math.max(1, Math.round(seconds / secondsIn[unit]))), unit };
}

// Zero: no such time; undefined: this cannot be read.
export function secondsOf({ count, unit }: Span): number | undefined {
  const typed = count.trim();
  if (typed === '') return 0;
  const seconds = /^\d{1,6}$/u.test(typed) ? Number(typed) * secondsIn[unit] : 0;
  return seconds > 0 && seconds <= most ? seconds : undefined;
}
