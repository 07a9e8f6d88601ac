// What happened, not what was said: folded to one line with a count.
import { t, plural } from '@lingui/core/macro';
import { ChevronRight, Zap } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Message } from '../../api/types';
import { part, useMerges } from '../../state/merging';
import { inboxPath } from '../../state/route';
import { mayWrite, useMe } from '../../state/session';
import { activityWords } from '../../ui/activity_words';
import { Icon } from '../../ui/icon';
import { clockTime } from '../../ui/time_words';
import styles from './thread.module.css';

// While it is still part of this one.
function PartAgain({ message, other }: { message: Message; other: string }) {
  const may = mayWrite(useMe());
  const { data: merges } = useMerges(message.conversation_id, may);
  const [pressed, press] = useState(false);
  if (!merges?.some(({ conversation_id: id }) => id === other)) return null;
  const undo = () => { press(true); void part(message.conversation_id, other).then(() => press(false)); };
  return <><button type="button" className="link" disabled={pressed} onClick={undo}>{t`Undo`}</button>{' · '}</>;
}

// The conversation that the line is about, when it is another one.
function Elsewhere({ message }: { message: Message }) {
  const there = message.activity?.conversation;
  if (!there) return null;
  if (message.activity?.action === 'merged') return <PartAgain message={message} other={there.id} />;
  const { number } = there;
  return <><Link href={inboxPath({ kind: 'all' }, there.id)} className="link">{t`conversation ${number}`}</Link>{' · '}</>;
}

export function ActivityLine({ messages }: { messages: Message[] }) {
  const [open, setOpen] = useState(false);
  const last = messages[messages.length - 1];
  if (!last) return null;
  if (open || messages.length === 1) {
    return (
      <div className={styles.activityList}>
        {messages.map((message) => <div key={message.id} className={styles.activity}><Icon of={Zap} size={12} />{activityWords(message)} · <Elsewhere message={message} />{clockTime(message.created_at)}</div>)}
      </div>
    );
  }
  return (
    <div className={styles.activity}>
      <Icon of={Zap} size={12} />{activityWords(last)} · <Elsewhere message={last} />
      <button type="button" aria-label={t`Show all events`} onClick={() => setOpen(true)}>
        {plural(messages.length, { one: '# event', other: '# events' })}<Icon of={ChevronRight} size={12} />
      </button>
    </div>
  );
}
