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
  // Since when customers' messages wait on the server's disk, because its database does not answer.
  spoolSince?: string;
}

export const useConnection = create<ConnectionStore>(() => ({ state: { kind: 'connecting' }, heardAt: Date.now(), welcomed: false }));

export function setConnection(state: ConnectionState): void {
  useConnection.setState({ state });
}

// The server tells it again every few seconds; a new line knows nothing of it yet.
export function keepSpool({ waits_since: since }: { waits_since?: string }): void {
  useConnection.setState({ spoolSince: since });
}

export function heard(): void {
  useConnection.setState({ heardAt: Date.now() });
}

export function isOnline(): boolean {
  const { kind } = useConnection.getState().state;
  return kind === 'live' || kind === 'catching_up';
}
