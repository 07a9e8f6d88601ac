// How a customer was helped, out of five: dots for the eye, words for who reads or hears them.
import { t } from '@lingui/core/macro';
import { decimalWords } from './number_words';
import styles from './rating.module.css';

const highest = 5;

export function ratingWords(rating: number): string {
  const given = decimalWords(rating);
  return t`${given} of 5`;
}

function tone(rating: number): string | undefined {
  if (rating <= 2) return styles.low;
  return rating >= 4 ? styles.high : undefined;
}

// A part of a dot is drawn as that part.
export function Rating({ rating }: { rating: number }) {
  return (
    <span className={styles.rating}>
      <svg className={tone(rating)} width={highest * 10} height={8} viewBox={`0 0 ${highest * 10} 8`} aria-hidden="true">
        {Array.from({ length: highest }, (_, place) => <rect key={place} className={styles.dot} x={place * 10 + 0.5} y={0.5} width={7} height={7} rx={3.5} data-filled={place < Math.round(rating)} />)}
      </svg>
      <span className="num">{ratingWords(rating)}</span>
    </span>
  );
}
