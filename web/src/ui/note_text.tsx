// The words of a note: links made safe, and colleagues who are named in it marked.
import { mentionSpans, type Named } from '../state/mentions';
import { LinkedText } from './linked_text';
import styles from './note_text.module.css';

export function NoteText({ text, people }: { text: string; people: readonly Named[] }) {
  const spans = mentionSpans(text, people);
  if (spans.length === 0) return <LinkedText text={text} />;
  const last = spans[spans.length - 1]?.to ?? 0;
  return (
    <>
      {spans.map(({ from, to }, place) => <span key={from}><LinkedText text={text.slice(spans[place - 1]?.to ?? 0, from)} /><b className={styles.mention}>{text.slice(from, to)}</b></span>)}
      <LinkedText text={text.slice(last)} />
    </>
  );
}
