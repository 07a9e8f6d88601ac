// How the customer said that they were helped: the last time, and on average.
import { t, plural } from '@lingui/core/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Smile } from 'lucide-react';
import { useState } from 'react';
import { getSatisfaction } from '../../api/satisfaction';
import type { Contact, RatingList } from '../../api/types';
import { decimalWords } from '../../ui/number_words';
import { Icon } from '../../ui/icon';
import { Rating } from '../../ui/rating';
import { dateWords } from '../../ui/time_words';
import styles from './context.module.css';

const rememberedMs = 60_000;
const foldedCharacters = 90;

// Whoever says something new raises the contact's version.
export function useSatisfaction({ id, version }: Contact) {
  return useQuery({ queryKey: ['contact', id, 'satisfaction', version], queryFn: () => getSatisfaction(id, 1), placeholderData: keepPreviousData, gcTime: rememberedMs, retry: false });
}

// Of one there is no average.
export function averageWords({ average, count }: RatingList): string {
  if (average === undefined || count < 2) return '';
  const mean = decimalWords(average);
  return plural(count, { one: `${mean} on average, # rating`, other: `${mean} on average, # ratings` });
}

function Comment({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const isLong = text.length > foldedCharacters || text.includes('\n');
  return (
    <>
      <p className={open ? styles.noteText : styles.likeness} title={open ? undefined : text} dir="auto">{text}</p>
      {isLong ? <button type="button" className="link small" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t`Show less` : t`Show all of it`}</button> : null}
    </>
  );
}

export function SatisfactionPart({ contact }: { contact: Contact }) {
  const { data } = useSatisfaction(contact);
  const last = data?.items[0];
  if (!last) return null;
  return (
    <section aria-label={t`Satisfaction`}>
      <h3><Icon of={Smile} size={14} />{t`Satisfaction`}<span className={styles.more}>{averageWords(data)}</span></h3>
      <div className={styles.rated}><Rating rating={last.rating} /><span className={styles.date}>{dateWords(last.answered_at)}</span></div>
      {last.comment ? <Comment key={last.id} text={last.comment} /> : null}
    </section>
  );
}
