// Numbered steps beside a form: what is done elsewhere, in the order in which one does it.
import type { ReactNode } from 'react';
import styles from './settings.module.css';

export function Guide({ title, words, children }: { title: string; words: string[]; children?: ReactNode }) {
  return (
    <section className={styles.guide} aria-label={title}>
      <h3 className="small medium">{title}</h3>
      <ol>{words.map((one) => <li key={one}>{one}</li>)}</ol>
      {children}
    </section>
  );
}
