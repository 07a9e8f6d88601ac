// A question to the back office in the thread, how it stands, and the answer.
import { plural, t } from '@lingui/core/macro';
import { Building2, Link2, Undo2 } from 'lucide-react';
import type { Message } from '../../api/types';
import { useNowUntil } from '../../state/clock';
import { mayWrite, useMe } from '../../state/session';
import { copySideLink, sideState, useSideLinks, withdrawQuestion, type SideQuestion, type SideState } from '../../state/side_questions';
import { useThread } from '../../state/threads';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { contentWords } from '../../ui/content_words';
import { Icon } from '../../ui/icon';
import { LinkedText } from '../../ui/linked_text';
import { clockTime, fullMoment, momentWords } from '../../ui/time_words';
import styles from './message.module.css';

function stateWords(state: SideState, question: SideQuestion, now: number): string {
  const until = momentWords(question.expires_at, now);
  switch (state) {
    case 'answered': return t`Answered`;
    case 'withdrawn': return t`Withdrawn`;
    case 'expired': return t`Not answered in time`;
    case 'asked': return question.mailed === false ? t`Not mailed: pass the link on · until ${until}` : t`Waits for an answer · until ${until}`;
  }
}

function Standing({ question }: { question: SideQuestion }) {
  const now = useNowUntil(question.expires_at);
  const state = sideState(question, now);
  const link = useSideLinks((store) => store.links[question.id]);
  const may = mayWrite(useMe());
  return (
    <div className={styles.meta}>
      <span className={classes(styles.why, (state === 'expired' || question.mailed === false) && state !== 'answered' && 't-risk')}>{stateWords(state, question, now)}</span>
      {state === 'asked' && link ? <Button size="mini" variant="ghost" onClick={() => void copySideLink(link)}><Icon of={Link2} size={12} />{t`Copy link`}</Button> : null}
      {state === 'asked' && may ? <Button size="mini" variant="ghost" onClick={() => void withdrawQuestion(question.id)}><Icon of={Undo2} size={12} />{t`Withdraw`}</Button> : null}
    </div>
  );
}

// What was shown beside the question, and no more; what is not loaded here is counted.
function Beside({ message, ids }: { message: Message; ids: readonly string[] }) {
  const { data: thread } = useThread(message.conversation_id);
  if (ids.length === 0) return null;
  return (
    <details className={styles.besides}>
      <summary>{plural(ids.length, { one: '# message beside it', other: '# messages beside it' })}</summary>
      {thread?.items.filter(({ id }) => ids.includes(id)).map(({ id, direction, text, content_type: type }) => <div key={id}><b>{direction === 'in' ? t`Customer` : t`We`}</b> {text || contentWords(type)}</div>)}
    </details>
  );
}

function headOf(message: Message): string {
  const { side_question: question, side_answer: answer, sender } = message;
  const author = sender.name ?? '';
  if (answer) { const { name } = answer; return t`Answer of ${name} · back office`; }
  const name = question?.name ?? '';
  return t`${author} asks ${name} · back office`;
}

export function SideNote({ message }: { message: Message }) {
  const at = message.created_at;
  return (
    <>
      <div className={styles.noteHead}>
        <Icon of={Building2} size={12} />{headOf(message)}
        <time className="end num" dateTime={at} title={fullMoment(at)}>{clockTime(at)}</time>
      </div>
      <span dir="auto" className={styles.noteText}><LinkedText text={message.text} /></span>
      {message.side_question ? <Beside message={message} ids={message.side_question.message_ids} /> : null}
      {message.side_question ? <Standing question={message.side_question} /> : null}
    </>
  );
}
