// How the connection stands, in words.
import { t } from '@lingui/core/macro';
import type { ConnectionState } from '../state/connection';
import { numberWords } from './number_words';
import { clockTime } from './time_words';

export function connectionWords(state: ConnectionState): string {
  const left = numberWords(state.kind === 'catching_up' ? state.left : 0);
  const since = state.kind === 'offline' ? clockTime(state.since) : '';
  switch (state.kind) {
    case 'connecting': return t`Connecting`;
    case 'live': return t`Live`;
    case 'catching_up': return t`Catching up, ${left} to go`;
    case 'offline': return t`Offline since ${since}`;
    case 'signed_out': return t`Logged out`;
  }
}
