// From when a wait is a worry: a quarter of an hour, and half an hour.
const minuteMs = 60_000;
const riskMs = 15 * minuteMs;
const lateMs = 30 * minuteMs;

export function waitTone(ms: number): 'late' | 'risk' | undefined {
  if (ms >= lateMs) return 'late';
  return ms >= riskMs ? 'risk' : undefined;
}
