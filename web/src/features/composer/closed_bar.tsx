// Why nothing may be written to this customer here, in the place of the box.
import { t } from '@lingui/core/macro';
import { Ban, Lock } from 'lucide-react';
import type { Contact, Conversation } from '../../api/types';
import { block } from '../../state/blocking';
import { useNowUntil } from '../../state/clock';
import type { Standing } from '../../state/compose';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { dateWords, momentWords } from '../../ui/time_words';
import styles from './composer.module.css';

function OptedOutBar() {
  return <div className={styles.closed} role="status"><Icon of={Lock} size={14} /><span><b>{t`This customer wants no messages here.`}</b>{' '}{t`A reply is possible when the customer asks for them again.`}</span></div>;
}

function ErasedBar({ at }: { at: string | undefined }) {
  const day = at ? dateWords(at) : '';
  return <div className={styles.closed} role="status"><Icon of={Lock} size={14} /><span><b>{t`This customer’s data were erased on ${day}.`}</b>{' '}{t`Nobody can be written to here any more. Notes for colleagues are possible.`}</span></div>;
}

function AnsweredOnceBar() {
  return <div className={styles.closed} role="status"><Icon of={Lock} size={14} /><span><b>{t`A comment can be answered in private once.`}</b>{' '}{t`When the customer answers, that comes in over Messenger: connect the page’s Messenger to go on here.`}</span></div>;
}

// A window opens with what the customer writes; where nothing came in yet, none was ever shut.
function NotOpenYetBar({ kind }: { kind: Standing }) {
  return (
    <div className={styles.closed} role="status">
      <Icon of={Lock} size={14} />
      <span>
        <b>{t`The customer has not answered here yet.`}</b>{' '}
        {kind === 'template_only' ? t`Until then only an approved template may be sent.` : t`As soon as that happens you can write.`}
      </span>
    </div>
  );
}

// What a blocked customer writes is told to nobody; a reply goes out as ever.
export function BlockedBar({ contact }: { contact: Contact }) {
  if (!contact.blocked) return null;
  const since = dateWords(contact.blocked.at);
  return (
    <div className={styles.blocked} role="status">
      <Icon of={Ban} size={14} />
      <span className="grow"><b>{contact.blocked.reason === 'abuse' ? t`Blocked for abuse since ${since}.` : t`Blocked as spam since ${since}.`}</b>{' '}{t`What this customer writes is told to nobody.`}</span>
      <Button size="mini" onClick={() => void block(contact, false)}>{t`Unblock`}</Button>
    </div>
  );
}

export function ClosedBar({ conversation, kind }: { conversation: Conversation; kind: Standing }) {
  const now = useNowUntil(conversation.reply_window_ends_at);
  if (kind === 'opted_out') return <OptedOutBar />;
  if (kind === 'answered_once') return <AnsweredOnceBar />;
  if (kind === 'erased') return <ErasedBar at={conversation.contact.erased_at} />;
  const ended = conversation.reply_window_ends_at;
  if (!ended) return <NotOpenYetBar kind={kind} />;
  const when = momentWords(ended, now);
  return (
    <div className={styles.closed} role="status">
      <Icon of={Lock} size={14} />
      <span>
        <b>{new Date(ended).getTime() <= now ? t`The window has been closed since ${when}.` : t`The window is closed.`}</b>{' '}
        {kind === 'template_only' ? t`Only an approved template may be sent now.` : t`A reply is possible when the customer writes again.`}
      </span>
    </div>
  );
}
