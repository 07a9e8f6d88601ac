// How the customer said that they were helped, over time: the newest first, each with the conversation that it was about.
import { t } from '@lingui/core/macro';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Smile } from 'lucide-react';
import { Link } from 'wouter';
import { getSatisfaction } from '../../api/satisfaction';
import type { Contact } from '../../api/types';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Rating } from '../../ui/rating';
import { dateWords } from '../../ui/time_words';
import { averageWords } from '../context/satisfaction_part';
import settings from '../settings/settings.module.css';
import styles from './contacts.module.css';

const pageSize = 20;

export function SatisfactionList({ contact }: { contact: Contact }) {
  const { id, version } = contact;
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({ queryKey: ['contact', id, 'ratings', version], queryFn: ({ pageParam }) => getSatisfaction(id, pageSize, pageParam), initialPageParam: undefined as string | undefined, getNextPageParam: (page) => page.next_cursor, placeholderData: keepPreviousData, gcTime: 60_000 });
  const first = data?.pages[0];
  if (!first || first.count === 0) return null;
  const given = data.pages.flatMap(({ items }) => items);
  return (
    <section className={settings.card} aria-label={t`Satisfaction`}>
      <header className={settings.cardHead}><h2 className="title row tight grow"><Icon of={Smile} />{t`Satisfaction`}</h2><span className="small muted">{averageWords(first)}</span></header>
      {given.map(({ id: key, conversation_id: conversation, rating, comment, user, answered_at: at }) => (
        <Link key={key} href={`/all/${conversation}`} className={styles.rated}>
          <Rating rating={rating} />
          <span className={styles.said} dir="auto">{comment ?? ''}</span>
          <span className={styles.by}>{user?.name ?? ''}</span>
          <span className={styles.date}>{dateWords(at)}</span>
        </Link>
      ))}
      {hasNextPage ? <footer className={settings.foot}><Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t`Show earlier ones`}</Button></footer> : null}
    </section>
  );
}
