// What the organisation's own system says of this customer: asked when the conversation is looked at, shown as text.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink, IdCard } from 'lucide-react';
import { getCard } from '../../api/contacts';
import { Problem } from '../../api/problem';
import type { ContextCard } from '../../api/types';
import { useAccount } from '../../state/session';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Bone, Skeleton } from '../../ui/skeleton';
import styles from './context.module.css';

const freshMs = 60_000;

function useCard(contactId: string) {
  const asked = useAccount().context_card === true;
  return { asked, query: useQuery({ queryKey: ['card', contactId], queryFn: () => getCard(contactId), enabled: asked, staleTime: freshMs, retry: false, refetchOnMount: true }) };
}

function Fields({ card }: { card: ContextCard }) {
  return (
    <dl className={styles.fields}>
      {card.fields.map(({ label, value, url }, place) => [
        // The other system may say a thing twice.
        <dt key={`${place}-label`} className="clip" title={label}>{label}</dt>,
        <dd key={place}>{url ? <a href={url} target="_blank" rel="noopener noreferrer">{value || url}</a> : value}</dd>,
      ])}
    </dl>
  );
}

export function ExternalCard({ contactId }: { contactId: string }) {
  const { asked, query: { data: card, error, refetch } } = useCard(contactId);
  if (!asked) return null;
  return (
    <section>
      <h3>
        <Icon of={IdCard} size={14} /><span className="clip">{card?.title ?? t`Your own system`}</span>
        {card?.url ? <a className={styles.more} href={card.url} target="_blank" rel="noopener noreferrer" aria-label={t`Open in your own system`}><Icon of={ExternalLink} size={14} /></a> : null}
      </h3>
      {card ? <Fields card={card} /> : null}
      {!card && !error ? <Skeleton label={t`Loading`}><div className={styles.bones}><Bone width="80%" height={10} /><Bone width="65%" height={10} /><Bone width="70%" height={10} /></div></Skeleton> : null}
      {error instanceof Problem && error.reason === 'no_card' ? <p className="hint small">{t`Does not know this customer.`}</p> : null}
      {error && !(error instanceof Problem && error.reason === 'no_card') ? <p className="hint small row"><span className="grow">{t`Gives no answer now.`}</span><Button variant="plain" onClick={() => void refetch()}>{t`Try again`}</Button></p> : null}
    </section>
  );
}
