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
