// Who is writing here now, and whose conversation this is.
import { t } from '@lingui/core/macro';
import { usePresence, type Typist } from '../../state/presence';
import { Avatar } from '../../ui/avatar';
import styles from './thread.module.css';

function words(typist: Typist, customer: string): string {
  if (!typist.user) return t`${customer} is typing`;
  const { name } = typist.user;
  return typist.mode === 'note' ? t`${name} is typing a note` : t`${name} is typing a reply`;
}

export function TypingLine({ conversationId, customer, ownership }: { conversationId: string; customer: string; ownership: string }) {
  const typists = usePresence((store) => store.typing[conversationId]);
  const typist = Object.values(typists ?? {})[0];
  return (
    <div className={styles.typing}>
      <span role="status" className="row">
        {typist ? <><Avatar name={typist.user?.name ?? customer} size={18} />{words(typist, customer)}<span className={styles.dots} aria-hidden="true"><i /><i /><i /></span></> : null}
      </span>
      <span className="end hint micro">{ownership}</span>
    </div>
  );
}
