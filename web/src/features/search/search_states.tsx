// What stands where nothing was found, and at the end of what was.
import { t } from '@lingui/core/macro';
import { CircleAlert, Search } from 'lucide-react';
import type { Problem } from '../../api/problem';
import { EmptyState } from '../../ui/banner';
import { Button } from '../../ui/button';
import styles from './search.module.css';

// The server names the operator before the colon.
function faultWords({ reason, detail }: Problem): string {
  const name = detail.split(':')[0] ?? '';
  switch (reason) {
    case 'unknown_operator': return t`“${name}:” is no operator. Between quotes it is looked for as it stands.`;
    case 'unwanted_operator': return t`“${name}:” can not be excluded.`;
    case 'bad_operator': return t`“${name}:” names nothing that is known here.`;
    default: return t`That is too much for one search.`;
  }
}

export interface SearchStatesProps {
  words: string;
  count: number;
  busy: boolean;
  problem: Problem | undefined;
  failed: boolean;
  onRetry: () => void;
}

export function SearchStates({ words, count, busy, problem, failed, onRetry }: SearchStatesProps) {
  const said = busy ? '' : count === 0 ? t`nothing found` : t`${count} found`;
  const spoken = <p role="status" className="sr">{failed ? '' : said}</p>;
  if (problem?.status === 422) return <EmptyState of={Search} title={t`This cannot be searched`} alert>{faultWords(problem)}</EmptyState>;
  if (failed) return <EmptyState of={CircleAlert} title={t`The search gave no answer`} alert actions={<Button variant="primary" onClick={onRetry}>{t`Retry`}</Button>}>{t`It took too long, or the server is away.`}</EmptyState>;
  if (busy || count > 0) return spoken;
  return <>{spoken}<EmptyState of={Search} title={t`Nothing found for “${words}”`}>{t`Try fewer words, or another form of a name. What came in a moment ago is here in a few seconds.`}</EmptyState></>;
}

export function SearchEnd({ more, partial, busy, onMore }: { more: boolean; partial: boolean; busy: boolean; onMore: () => void }) {
  if (!more) return <p className={styles.end}>{t`That is all.`}</p>;
  return (
    <div className={styles.end}>
      {partial ? <p>{t`Not everything was looked through yet.`}</p> : null}
      <Button size="sm" disabled={busy} onClick={onMore}>{partial ? t`Search on` : t`Older messages`}</Button>
    </div>
  );
}
