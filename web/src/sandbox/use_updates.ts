// The page's one source: a request that the server answers when something is new.
import { useEffect, useState } from 'react';
import { getUpdates, Refused, type Spot } from './server';
import type { SandboxState } from './types';

export type Connection = 'connecting' | 'live' | 'signed_out';

const retryMs = 1500;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && (error.status === 401 || error.status === 403);
}

async function follow(spot: Spot, stop: AbortSignal, show: (state: SandboxState) => void, say: (connection: Connection) => void): Promise<void> {
  let known = 0;
  let here = spot;
  while (!stop.aborted) {
    const next = await getUpdates(known, here, stop).catch((error: unknown) => {
      // An aborted request is no fault: the page has chosen another phone.
      if (!stop.aborted) say(isSignedOut(error) ? 'signed_out' : 'connecting');
      return undefined;
    });
    if (!next) {
      await pause(retryMs, stop);
      continue;
    }
    known = next.number;
    // Nobody was asked for: the phone that is shown stays the one that is shown.
    here = { ...spot, customer: next.customer.id };
    show(next);
    say('live');
  }
}

export function useUpdates(channel: string, customer: string): { state: SandboxState | undefined; connection: Connection } {
  const [state, setState] = useState<SandboxState>();
  const [connection, setConnection] = useState<Connection>('connecting');

  useEffect(() => {
    const stop = new AbortController();
    void follow({ channel, customer }, stop.signal, setState, setConnection);
    return () => stop.abort();
  }, [channel, customer]);

  return { state, connection };
}
