// The server's time, as far as this browser can tell: what must happen at a moment is said in it, for the clock of a
// person's computer may be minutes off.

let serverAt = 0;
let heardAt = 0;

export function keepServerTime(time: string | undefined): void {
  const at = time === undefined ? Number.NaN : new Date(time).getTime();
  if (Number.isNaN(at)) return;
  serverAt = at;
  heardAt = performance.now();
}

export function serverNow(): number {
  return serverAt === 0 ? Date.now() : serverAt + performance.now() - heardAt;
}
