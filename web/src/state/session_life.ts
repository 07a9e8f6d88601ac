// The life of a session: found at the start, ended by the server, taken up again.
import { getSession, putAvailability, signIn, signOut } from '../api/session';
import { onSignedOut } from '../api/client';
import { Problem } from '../api/problem';
import { adoptPreferences } from './preferences';
import { keepNothing } from './drafts';
import { expireSession, keepMe, myId, setSession, useSession } from './session';

type SignedIn = Awaited<ReturnType<typeof getSession>>;

async function enter({ user, account }: SignedIn): Promise<void> {
  await adoptPreferences(user.preferences);
  setSession({ kind: 'signed_in', user, account });
}

function isUnknown(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

// At the start of the page; throws when the server cannot be reached.
export async function findSession(): Promise<void> {
  onSignedOut(expireSession);
  try {
    await enter(await getSession());
  } catch (error) {
    if (!isUnknown(error)) throw error;
    setSession({ kind: 'signed_out' });
  }
}

// Asked when the stream breaks: is it the line, or has the session ended?
export async function checkSession(): Promise<void> {
  try {
    await getSession();
  } catch (error) {
    if (isUnknown(error)) expireSession();
  }
}

export async function logIn(email: string, password: string): Promise<void> {
  const before = myId();
  const answer = await signIn(email, password);
  // Another person must not see what the first one left on this screen.
  if (before && before !== answer.user.id) location.reload();
  else {
    await enter(answer);
    comeOnline();
  }
}

// Who logs in is there. What they chose before, "busy" or "away", stays.
function comeOnline(): void {
  const { session } = useSession.getState();
  if (session.kind !== 'signed_in' || session.user.availability !== 'offline') return;
  putAvailability('online').then(keepMe, () => undefined);
}

export async function logOut(): Promise<void> {
  await putAvailability('offline').catch(() => undefined);
  await signOut().catch(() => undefined);
  keepNothing();
  location.hash = '';
  location.reload();
}

export function isExpired(): boolean {
  return useSession.getState().session.kind === 'expired';
}
