// What happened, not what was said: folded to one line with a count.
import { t, plural } from '@lingui/core/macro';
import { ChevronRight, Zap } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Message } from '../../api/types';
import { inboxPath } from '../../state/route';
import { activityWords } from '../../ui/activity_words';
import { Icon } from '../../ui/icon';
import { clockTime } from '../../ui/time_words';
import styles from './thread.module.css';

// The conversation that the line is about, when it is another one.
function Elsewhere({ message }: { message: Message }) {
  const there = message.activity?.conversation;
  if (!there) return null;
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
