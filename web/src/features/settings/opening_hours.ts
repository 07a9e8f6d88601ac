// Opening hours as one fills them in, day by day, and as the server keeps them: "mo-fr 09:00-17:30, sa 10:00-14:00".
export interface Span {
  // As an input of a time writes them; "00:00" at the end is midnight.
  from: string;
  until: string;
}

// Monday first.
export type Week = Span[][];

const days = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const dutchDays = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'];
const usual: Span = { from: '09:00', until: '17:00' };

export const emptyWeek = (): Week => days.map(() => []);

function dayOf(word: string): number {
  const short = word.slice(0, 2);
  return Math.max(days.indexOf(short), dutchDays.indexOf(short));
}

function clockOf(text: string): string | undefined {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(text);
  if (!match) return undefined;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  if (minutes > 59 || hours * 60 + minutes > 24 * 60) return undefined;
  return `${String(hours % 24).padStart(2, '0')}:${match[2] ?? ''}`;
}

// A time as one types it into its box: 9, 930, 9:30, 17.30.
export function typedClock(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(text.trim());
  return match ? clockOf(`${match[1] ?? ''}:${match[2] ?? '00'}`) : undefined;
}

// Also as people type it: "ma t/m vr" is not among it, "ma-vr 9:00-17:30" and "Maandag 9.00 - 17.30" are.
function addPart(week: Week, part: string): boolean {
  const match = /^([a-z]+)(?:\s*-\s*([a-z]+))?\s+([\d.:]+)\s*[-–]\s*([\d.:]+)$/.exec(part.toLowerCase());
  if (!match) return false;
  const first = dayOf(match[1] ?? '');
  const last = match[2] === undefined ? first : dayOf(match[2]);
  const from = clockOf(match[3] ?? '');
  const until = clockOf(match[4] ?? '');
  if (first < 0 || last < 0 || from === undefined || until === undefined) return false;
  for (let day = first; ; day = (day + 1) % 7) {
    week[day]?.push({ from, until });
    if (day === last) return true;
  }
}

// Nothing when it cannot be read.
export function weekOf(text: string): Week | undefined {
  const week = emptyWeek();
  const parts = text.split(/[,;\n]/).map((part) => part.trim()).filter((part) => part !== '');
  return parts.every((part) => addPart(week, part)) ? week : undefined;
}

const endOf = ({ until }: Span) => (until === '00:00' ? '24:00' : until);

// Days beside one another with the same hours are written as one.
export function hoursOf(week: Week): string {
  const written = week.map((spans) => spans.map((span) => `${span.from}-${endOf(span)}`));
  const parts: string[] = [];
  for (let first = 0; first < 7;) {
    let last = first;
    while (last < 6 && written[last + 1]?.join() === written[first]?.join()) last += 1;
    const named = first === last ? days[first] : `${days[first] ?? ''}-${days[last] ?? ''}`;
    for (const hours of written[first] ?? []) parts.push(`${named ?? ''} ${hours}`);
    first = last + 1;
  }
  return parts.join(', ');
}

export function isWrong(span: Span): boolean {
  return span.from === '' || span.until === '' || span.from >= endOf(span);
}

// A day that is switched on opens as the open day before it.
export function hoursFor(week: Week, day: number): Span[] {
  const before = week.slice(0, day).findLast((spans) => spans.length > 0);
  return (before ?? [usual]).map((span) => ({ ...span }));
}

export function areHoursWrong(text: string): boolean {
  const week = weekOf(text);
  return week === undefined || week.some((spans) => spans.some(isWrong));
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const clockAt = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

// With a break: at noon where that is within the hours, else half an hour in their middle.
export function withBreak(span: Span): Span[] {
  const [from, until] = [minutesOf(span.from), minutesOf(endOf(span))];
  if (isWrong(span) || until - from < 60) return [span];
  const isNoon = from < 12 * 60 && until > 13 * 60;
  const middle = Math.floor((from + until) / 60) * 30;
  const [begin, end] = isNoon ? [12 * 60, 13 * 60] : [middle - 15, middle + 15];
  return [{ from: span.from, until: clockAt(begin) }, { from: clockAt(end), until: span.until }];
}

// "2026-12-25, 2026-12-26", also as a Dutch keyboard writes a day.
export function daysOffOf(text: string): string[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const read = parts.map((part) => {
    const dutch = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(part);
    return dutch ? `${dutch[3] ?? ''}-${(dutch[2] ?? '').padStart(2, '0')}-${(dutch[1] ?? '').padStart(2, '0')}` : part;
  });
  return read.every((part) => /^\d{4}-\d{2}-\d{2}$/.test(part) && !Number.isNaN(Date.parse(part))) ? [...new Set(read)].sort() : undefined;
}
