// What colleagues offer to me stands above my own work until I take it or not: it is in nobody's list yet.
import { t } from '@lingui/core/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Handshake } from 'lucide-react';
import { listConversations } from '../../api/conversations';
import { keepSnapshot, useConversation } from '../../state/cache';
import { contactName } from '../../state/contact_name';
import { useTeams, useUser } from '../../state/desk';
import { useNotifications } from '../../state/notifications';
import { useMe } from '../../state/session';
import { isOfferedTo } from '../../state/transfers';
import { Icon } from '../../ui/icon';
import styles from './list.module.css';

const mostShown = 3;

function Offered({ id, onOpen }: { id: string; onOpen: (id: string) => void }) {
  const { data: conversation } = useConversation(id);
  const me = useMe();
  const teams = useTeams().data ?? [];
  const transfer = conversation?.transfer;
  const from = useUser(transfer?.from_user_id)?.name ?? t`A colleague`;
  if (!conversation || !transfer || conversation.assignee_id === me.id || !isOfferedTo(transfer, me.id, teams)) return null;
  const customer = contactName(conversation.contact);
  return (
    <button type="button" className={styles.offered} onClick={() => onOpen(id)}>
      <Icon of={Handshake} size={14} />
      <span className={styles.offeredWords}><b>{customer}</b> · {t`for you, from ${from}`}{transfer.note ? ` · “${transfer.note}”` : null}</span>
    </button>
  );
}

// Whoever is told of an offer asks anew: the word itself may be old, and far down the list by now.
function useOffers(): string[] {
  const told = (useNotifications()?.items ?? []).find(({ type }) => type === 'transfer')?.id;
  const found = useQuery({
    queryKey: ['offers', told],
    queryFn: async () => (await listConversations({ offered: 'me', sort: 'oldest', limit: mostShown })).items.map((one) => keepSnapshot(one)?.id ?? one.id),
    placeholderData: keepPreviousData,
  });
  return found.data ?? [];
}

export function OfferedBar({ onOpen }: { onOpen: (id: string) => void }) {
  return <>{useOffers().map((id) => <Offered key={id} id={id} onOpen={onOpen} />)}</>;
}
