// A question to the back office in the thread, how it stands, and the answer.
import { t } from '@lingui/core/macro';
import { Building2, Link2, Undo2 } from 'lucide-react';
import type { Message } from '../../api/types';
import { useNowUntil } from '../../state/clock';
import { mayWrite, useMe } from '../../state/session';
import { copySideLink, sideState, useSideLinks, withdrawQuestion, type SideQuestion, type SideState } from '../../state/side_questions';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
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
      {message.side_question ? <Standing question={message.side_question} /> : null}
    </>
  );
}
