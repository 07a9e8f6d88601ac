// Who is signed in here.
import { create } from 'zustand';
import type { Account, Me } from '../api/types';

type Session =
  | { kind: 'unknown' }
  | { kind: 'signed_out' }
  // The session ended while someone was at work: their screen stays, behind a dialog.
  | { kind: 'expired'; user: Me; account: Account }
  | { kind: 'signed_in'; user: Me; account: Account };

export const useSession = create<{ session: Session }>(() => ({ session: { kind: 'unknown' } }));

export function setSession(session: Session): void {
  useSession.setState({ session });
}

function person(session: Session): { user: Me; account: Account } | undefined {
  return session.kind === 'signed_in' || session.kind === 'expired' ? session : undefined;
}

export function expireSession(): void {
  const { session } = useSession.getState();
  if (session.kind === 'signed_in') setSession({ ...session, kind: 'expired' });
}

export function myId(): string {
  return person(useSession.getState().session)?.user.id ?? '';
}

export function whoIsHere(): Me | undefined {
  return person(useSession.getState().session)?.user;
}

export function useMe(): Me {
  const user = useSession(({ session }) => person(session)?.user);
  if (!user) throw new Error('nobody is signed in');
  return user;
}

export function useAccount(): Account {
  const account = useSession(({ session }) => person(session)?.account);
  if (!account) throw new Error('nobody is signed in');
  return account;
}

export function keepMe(user: Me): void {
  useSession.setState(({ session }) => (person(session) ? { session: { ...session, user } as Session } : { session }));
}

export function keepAccount(account: Account): void {
  useSession.setState(({ session }) => (person(session) ? { session: { ...session, account } as Session } : { session }));
}

export function mayLead(user: Pick<Me, 'role'>): boolean {
  return user.role === 'admin' || user.role === 'lead';
}

// What waits for a second person is for whoever may release it.
export function mayList(user: Pick<Me, 'role'>, list: string): boolean {
  return list !== 'to_approve' || mayLead(user);
}

// Of every inbox; an agent sees their own.
export function seesAll(user: Me): boolean {
  return user.role !== 'agent';
}

export function mayWrite(user: Pick<Me, 'role'>): boolean {
  return user.role !== 'auditor';
}
