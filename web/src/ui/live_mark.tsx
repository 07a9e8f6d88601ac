// Always in view: whether what stands here is how things are now.
import { t } from '@lingui/core/macro';
import { useConnection } from '../state/connection';
import { useNow } from '../state/clock';
import { connectionWords } from './connection_words';
import { clockTimeWithSeconds } from './time_words';
import styles from './live_mark.module.css';

function Updated() {
  useNow('second');
  const heardAt = useConnection((store) => store.heardAt);
  const time = clockTimeWithSeconds(heardAt);
  return <span className="end hint micro num" aria-hidden="true">{t`updated ${time}`}</span>;
}

export function LiveMark({ withTime = false }: { withTime?: boolean }) {
  const state = useConnection((store) => store.state);
  const shape = state.kind === 'live' ? undefined : state.kind === 'offline' || state.kind === 'signed_out' ? styles.gone : styles.waiting;
  return (
    <div className={styles.live}>
      <i className={shape} />
      <span role="status">{connectionWords(state)}</span>
      {withTime && state.kind === 'live' ? <Updated /> : null}
    </div>
  );
}
