// The moments at which a reply may be sent later, in the person's own time.
import { inAnHour, tomorrowMorning } from './snooze';

export interface ScheduleMoment {
  kind: 'hour' | 'evening' | 'morning';
  at: Date;
  // The reply window is shut by then: free text would be refused.
  tooLate: boolean;
}

const evening = 19;

function thisEvening(now: number): Date | undefined {
  const date = new Date(now);
  if (date.getHours() >= evening - 1) return undefined;
  date.setHours(evening, 0, 0, 0);
  return date;
}

export function isPastWindow(at: Date, windowEndsAt: string | undefined): boolean {
  return windowEndsAt !== undefined && at.getTime() >= new Date(windowEndsAt).getTime();
}

export function scheduleMoments(now: number, windowEndsAt: string | undefined): ScheduleMoment[] {
  const later = thisEvening(now);
  const all: Omit<ScheduleMoment, 'tooLate'>[] = [{ kind: 'hour', at: inAnHour(now) }, ...(later ? [{ kind: 'evening', at: later } as const] : []), { kind: 'morning', at: tomorrowMorning(now) }];
  return all.map((moment) => ({ ...moment, tooLate: isPastWindow(moment.at, windowEndsAt) }));
}
