// Authentic messages that could not be understood: shown, and tried again by hand.
import { t } from '@lingui/core/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PackageCheck, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { listQuarantine, replayQuarantine } from '../../api/inboxes';
import type { QuarantineItem } from '../../api/types';
import { queryClient } from '../../state/cache';
import { useNow } from '../../state/clock';
import { useInbox } from '../../state/desk';
import { showToast } from '../../state/toasts';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { Icon } from '../../ui/icon';
import { bytesWords } from '../../ui/number_words';
import { momentWords } from '../../ui/time_words';
import styles from './settings.module.css';

const key = ['quarantine'];

// Where it went wrong is for whoever wrote the program at the other end: it stands as the desk noted it.
function reasonOf(reason: string): { why: string; detail: string } {
  const unreadable = /^unreadable: (.*)$/s.exec(reason)?.[1];
  return unreadable === undefined ? { why: t`Not understood`, detail: reason } : { why: t`Cannot be read`, detail: unreadable };
}

function Line({ item }: { item: QuarantineItem }) {
  const now = useNow();
  const inbox = useInbox(item.inbox_id);
  const [busy, setBusy] = useState(false);
  const { why, detail } = reasonOf(item.reason);
  const replay = () => {
    setBusy(true);
    replayQuarantine(item.id).then(
      ({ applied, quarantined }) => showToast({ text: quarantined > 0 ? t`Still not understood: ${quarantined}` : t`Understood and placed: ${applied}`, tone: quarantined > 0 ? 'error' : 'done' }),
      () => showToast({ text: t`Trying again did not work.`, tone: 'error', action: { label: t`Retry`, run: replay } }),
    ).finally(() => { setBusy(false); void queryClient.invalidateQueries({ queryKey: key }); });
  };
  return (
    <div className={styles.row}>
      <ChannelTile channel={item.channel} size={24} />
      <span className={styles.rowText}>
        <span><span className="strong">{why}</span> <span className="hint small">{inbox?.name} · {momentWords(item.received_at, now)} · {bytesWords(item.bytes)}</span></span>
        {detail ? <span className="small" style={{ overflowWrap: 'anywhere' }}>{detail}</span> : null}
        <span className={styles.excerpt}>{item.excerpt}</span>
      </span>
      {item.state === 'replayed' ? <Badge tone="ok">{t`tried again`}</Badge> : <Button size="sm" disabled={busy} onClick={replay}><Icon of={RotateCw} size={14} />{t`Try again`}</Button>}
    </div>
  );
}

export function QuarantineCard() {
  const { data: pages, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({ queryKey: key, queryFn: ({ pageParam }) => listQuarantine(pageParam), initialPageParam: undefined as string | undefined, getNextPageParam: (page) => page.next_cursor, staleTime: 0 });
  const data = pages?.pages.flatMap(({ items }) => items);
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h1 className="head">{t`Quarantine`}</h1><p>{t`What came in and was genuine, but could not be understood. Nothing of it is lost.`}</p></div></header>
      {data?.map((item) => <Line key={item.id} item={item} />)}
      {data?.length === 0 ? <div className={styles.block}><EmptyState of={PackageCheck} title={t`Nothing in quarantine`}>{t`Everything that came in was understood.`}</EmptyState></div> : null}
      {hasNextPage ? <footer className={styles.foot}><Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t`Show earlier ones`}</Button></footer> : null}
    </section>
  );
}
