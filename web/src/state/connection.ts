// How the browser stands with the server: what the corner of the screen says.
import { create } from 'zustand';

export type ConnectionState =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'catching_up'; left: number; total: number }
  | { kind: 'offline'; since: number; retryAt: number }
  | { kind: 'signed_out' };

interface ConnectionStore {
  state: ConnectionState;
  // The last time anything came in, also when there was nothing new.
  heardAt: number;
  // True once the stream has said where it stands: from here on snapshots may be taken.
  welcomed: boolean;
}

export const useConnection = create<ConnectionStore>(() => ({ state: { kind: 'connecting' }, heardAt: Date.now(), welcomed: false }));

export function setConnection(state: ConnectionState): void {
  useConnection.setState({ state });
}

export function heard(): void {
  useConnection.setState({ heardAt: Date.now() });
}

export function isOnline(): boolean {
  const { kind } = useConnection.getState().state;
  return kind === 'live' || kind === 'catching_up';
}
