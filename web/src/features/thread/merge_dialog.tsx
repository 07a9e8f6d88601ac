// Joins other conversations of this customer to the one that is open: which ones, seen by their last words.
import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getContactConversations } from '../../api/contacts';
import type { Conversation } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { join } from '../../state/merging';
import { useScreen } from '../../state/screen';
import { Button } from '../../ui/button';
import { lastWords } from '../../ui/content_words';
import { Dialog } from '../../ui/dialog';
import { Bone, Skeleton } from '../../ui/skeleton';
import { momentWords } from '../../ui/time_words';
import { statusWords } from '../../ui/macro_words';
import styles from './thread.module.css';

const close = () => useScreen.setState({ asking: undefined });

function mayJoin(conversation: Conversation, other: Conversation): boolean {
  return other.id !== conversation.id && !other.public && other.inbox_id === conversation.inbox_id;
}

function Choice({ other, chosen, onChoose }: { other: Conversation; chosen: boolean; onChoose: () => void }) {
  const { number } = other;
  return (
    <label className={styles.choice} htmlFor={`join-${other.id}`}>
      <input id={`join-${other.id}`} type="checkbox" aria-label={t`Conversation ${number}`} checked={chosen} onChange={onChoose} />
      <span className={styles.choiceWords}>
        <span className="row tight"><b>{t`Conversation ${number}`}</b><span className="hint">{statusWords(other.status)}</span><span className="end hint num">{momentWords(other.last_activity_at, Date.now())}</span></span>
        <span className="clip muted">{other.last_message ? lastWords(other.last_message) : ''}</span>
      </span>
    </label>
  );
}

function Choices({ conversation, others, chosen, onChoose }: { conversation: Conversation; others: Conversation[] | undefined; chosen: string[]; onChoose: (id: string) => void }) {
  if (!others) return <Skeleton label={t`Loading`}><Bone width="100%" height={44} /></Skeleton>;
  const joinable = others.filter((other) => mayJoin(conversation, other));
  const elsewhere = others.filter((other) => other.id !== conversation.id && !mayJoin(conversation, other)).length;
  const name = contactName(conversation.contact);
  return (
    <>
      {joinable.length === 0 ? <p>{t`${name} has no other conversation on this channel.`}</p> : joinable.map((other) => <Choice key={other.id} other={other} chosen={chosen.includes(other.id)} onChoose={() => onChoose(other.id)} />)}
      {elsewhere > 0 ? <p className="hint">{plural(elsewhere, { one: '# conversation came in over another channel, or stands in public: it stays apart.', other: '# conversations came in over another channel, or stand in public: they stay apart.' })}</p> : null}
    </>
  );
}

// The key is there for every conversation; where it can do nothing it says why.
function NotInPublic() {
  return <Dialog open onClose={close} title={t`A public conversation is not joined with another one`} actions={<Button onClick={close}>{t`Close`}</Button>}><p>{t`Everybody reads it below its post: it stays apart.`}</p></Dialog>;
}

export function MergeDialog({ conversation }: { conversation: Conversation }) {
  return conversation.public ? <NotInPublic /> : <PrivateMerge conversation={conversation} />;
}

function PrivateMerge({ conversation }: { conversation: Conversation }) {
  const { id, number, contact } = conversation;
  const { data } = useQuery({ queryKey: ['joinable', contact.id, conversation.version], queryFn: async () => (await getContactConversations(contact.id)).items, staleTime: 0 });
  const [chosen, setChosen] = useState<string[]>([]);
  const choose = (one: string) => setChosen((before) => (before.includes(one) ? before.filter((other) => other !== one) : [...before, one]));
  const submit = () => { if (chosen.length === 0) return; close(); void join(id, chosen); };
  return (
    <Dialog open onClose={close} title={t`Join with conversation ${number}`} description={t`All that was said stands in one conversation then, in the order of its time. It can be undone, then or later.`} actions={<><Button onClick={close}>{t`Cancel`}</Button><Button variant="primary" disabled={chosen.length === 0} onClick={submit}>{t`Join`}</Button></>}>
      <div className={styles.choices}><Choices conversation={conversation} others={data} chosen={chosen} onChoose={choose} /></div>
    </Dialog>
  );
}
