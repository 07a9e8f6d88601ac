// The moments to snooze until, in the person's own time.

const hourMs = 3_600_000;

export function inAnHour(now: number): Date {
  return new Date(now + hourMs);
}

// Tomorrow at nine; before five in the morning "tomorrow" is the day that begins.
export function tomorrowMorning(now: number): Date {
  const date = new Date(now);
  if (date.getHours() >= 5) date.setDate(date.getDate() + 1);
  date.setHours(9, 0, 0, 0);
  return date;
}

export function nextMonday(now: number): Date {
  const date = new Date(now);
  date.setDate(date.getDate() + ((8 - date.getDay()) % 7 || 7));
  date.setHours(9, 0, 0, 0);
  return date;
}

export interface SnoozeMoment {
  kind: 'hour' | 'morning' | 'monday';
  at: Date;
}

// On the eve of a Monday tomorrow is that Monday: offered once.
export function snoozeMoments(now: number): SnoozeMoment[] {
  const [morning, monday] = [tomorrowMorning(now), nextMonday(now)];
  const all: SnoozeMoment[] = [{ kind: 'hour', at: inAnHour(now) }, { kind: 'morning', at: morning }, { kind: 'monday', at: monday }];
  return morning.getTime() === monday.getTime() ? all.slice(0, 2) : all;
}

// As an input of type datetime-local writes it.
export function localInput(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
