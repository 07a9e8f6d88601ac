// A broken line says so above everything, with what waits for it and one way to hurry.
import { t, plural } from '@lingui/core/macro';
import { DatabaseZap, RotateCw, WifiOff } from 'lucide-react';
import { useNow } from '../state/clock';
import { useConnection } from '../state/connection';
import { useOutbox } from '../state/outbox';
import { retryNow } from '../state/stream';
import { Banner } from './banner';
import { Button } from './button';
import { connectionWords } from './connection_words';
import { clockTime } from './time_words';

function Countdown({ at }: { at: number }) {
  const now = useNow('second');
  const seconds = Math.max(0, Math.ceil((at - now) / 1000));
  return <span aria-hidden="true"> · {t`again in ${seconds} s`}</span>;
}

// Messages of customers are safe, and late; what the agent does meets the same database.
function SpoolBar() {
  const since = useConnection((store) => store.spoolSince);
  if (since === undefined) return null;
  const when = clockTime(since);
  return <Banner tone="risk" of={DatabaseZap} flat>{t`The database does not answer. What customers write is safe on disk since ${when} and comes in by itself.`}</Banner>;
}

export function ConnectionBar() {
  const state = useConnection((store) => store.state);
  const waiting = useOutbox((store) => store.pending.filter((item) => item.state !== 'refused').length);
  if (state.kind === 'catching_up') return <Banner tone="risk" of={RotateCw} flat>{connectionWords(state)}</Banner>;
  if (state.kind !== 'offline') return <SpoolBar />;
  return (
    <Banner tone="late" of={WifiOff} flat action={<Button size="sm" onClick={retryNow}>{t`Try now`}</Button>}>
      {connectionWords(state)}
      <Countdown at={state.retryAt} />
      {waiting > 0 ? ` · ${plural(waiting, { one: '# reply waits', other: '# replies wait' })}` : null}
    </Banner>
  );
}
