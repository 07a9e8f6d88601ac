// One clock for the whole screen: what shows a time reads it, and all tick together.
import { useEffect, useSyncExternalStore } from 'react';

type Pace = 'second' | 'minute';

const paceMs: Record<Pace, number> = { second: 1000, minute: 10_000 };

class Clock {
  private now = Date.now();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly everyMs: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => this.tick(), this.everyMs);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  };

  readonly read = (): number => {
    if (!this.timer && Date.now() - this.now > this.everyMs) this.now = Date.now();
    return this.now;
  };

  tick(): void {
    this.now = Date.now();
    for (const listener of this.listeners) listener();
  }
}

const clocks: Record<Pace, Clock> = { second: new Clock(paceMs.second), minute: new Clock(paceMs.minute) };

export function useNow(pace: Pace = 'minute'): number {
  const clock = clocks[pace];
  return useSyncExternalStore(clock.subscribe, clock.read);
}

// As above, and at once when the moment comes: what ends then is not open until the clock comes by.
export function useNowUntil(endsAt: string | undefined): number {
  const now = useNow();
  const end = endsAt === undefined ? now : new Date(endsAt).getTime();
  useEffect(() => {
    const left = end - Date.now();
    if (end <= now || left > paceMs.minute) return undefined;
    const timer = setTimeout(() => clocks.minute.tick(), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [end, now]);
  return now;
}
