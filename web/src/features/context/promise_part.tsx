// What was promised to this customer here, and who follows the conversation.
import { t } from '@lingui/core/macro';
import { CalendarCheck, Star } from 'lucide-react';
import type { Conversation } from '../../api/types';
import { useNow } from '../../state/clock';
import { useUser, useUsers } from '../../state/desk';
import { useScreen } from '../../state/screen';
import { mayWrite, useMe } from '../../state/session';
import { follows } from '../../state/follows';
import { follow } from '../../state/together';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { DueClock } from '../../ui/due_clock';
import { Icon } from '../../ui/icon';
import { momentWords } from '../../ui/time_words';
import styles from './context.module.css';

export function PromisePart({ conversation }: { conversation: Conversation }) {
  const { promise } = conversation;
  const may = mayWrite(useMe());
  const by = useUser(promise?.user_id)?.name;
  const now = useNow();
  if (!promise && !may) return null;
  const ask = () => useScreen.setState({ asking: 'promise' });
  const when = promise ? momentWords(promise.at, now) : '';
  return (
    <section>
      <h3><Icon of={CalendarCheck} size={14} />{t`Promises`}</h3>
      {promise ? (
        <div className={styles.promise}>
          <span className="row wrap"><span className="medium">{promise.note ?? t`Promised`}</span>{promise.kept_at ? <span className="t-ok small">{t`kept`}</span> : <DueClock dueAt={promise.at} />}</span>
          <span className="small hint">{[by, when].filter(Boolean).join(' · ')}</span>
        </div>
      ) : null}
      {may ? <button type="button" className="link small" onClick={ask}>{promise && !promise.kept_at ? t`Change promise` : t`Make a promise`}</button> : null}
    </section>
  );
}

export function Followers({ conversation }: { conversation: Conversation }) {
  const users = useUsers().data ?? [];
  const may = mayWrite(useMe());
  const followers = users.filter(({ id }) => conversation.participants?.includes(id));
  const mine = follows(conversation);
  return (
    <section>
      <h3><Icon of={Star} size={14} />{t`Followers`}</h3>
      {followers.length > 0 ? <ul className={styles.followers}>{followers.map(({ id, name }) => <li key={id} className="row tight small"><Avatar name={name} size={18} />{name}</li>)}</ul> : null}
      {may ? <Button size="mini" aria-pressed={mine} onClick={() => void follow(conversation)}><Icon of={Star} size={12} />{mine ? t`No longer follow` : t`Follow`}</Button> : null}
    </section>
  );
}
