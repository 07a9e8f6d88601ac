// Who turned Web Push on in this browser. For everybody else it is off, and what was left of it is taken away.
const storeKey = 'balie.push';

export function pushOwner(): string | undefined {
  try { return localStorage.getItem(storeKey) ?? undefined; } catch { return undefined; }
}

export function keepOwner(userId: string): void {
  try { localStorage.setItem(storeKey, userId); } catch { /* A browser without storage is asked again after the next log-in. */ }
}

export function forgetOwner(): void {
  try { localStorage.removeItem(storeKey); } catch { /* There was nothing then. */ }
}

export async function renewPush(userId: string): Promise<void> {
  const owner = pushOwner();
  if (owner === undefined) return;
  const push = await import('./push');
  await (owner === userId ? push.renew() : push.leave());
}

export async function leavePush(): Promise<void> {
  if (pushOwner() !== undefined) await (await import('./push')).leave();
}

// A push that was clicked leads the open desk to its conversation.
export function followPushes(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ type?: string; path?: string }>) => {
    if (data.type === 'open' && /^\/all\/\d+$/.test(data.path ?? '')) location.hash = data.path ?? '';
  });
}
