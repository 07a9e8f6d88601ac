// How long to wait before the next try: longer each time, never all browsers at once.

const firstMs = 500;
const longestMs = 20_000;

export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** attempt);
  return Math.round(ceiling / 2 + random() * (ceiling / 2));
}
