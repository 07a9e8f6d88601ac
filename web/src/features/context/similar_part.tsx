// What was resolved before, about the same, of other customers: how it was answered then.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Lightbulb } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { similarTo } from '../../api/search';
import type { SearchItem } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { piecesOf } from '../../state/found';
import { inboxPath } from '../../state/route';
import { ChannelTile } from '../../ui/channel_tile';
import { Icon } from '../../ui/icon';
import { dateWords } from '../../ui/time_words';
import styles from './context.module.css';

const dwellMs = 700;
const staleMs = 300_000;

// Who only walks past asks nothing of the server.
function useStays(id: string): boolean {
  const [stayed, setStayed] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setStayed(id), dwellMs);
    return () => clearTimeout(timer);
  }, [id]);
  return stayed === id;
}

function Line({ item }: { item: SearchItem }) {
  const { conversation, snippet } = item;
  return (
    <Link href={`${inboxPath({ kind: 'all' }, conversation.id)}/${item.message_id}`} className={styles.past}>
      <ChannelTile channel={conversation.channel} isPublic={conversation.public} size={16} />
      <span className="clip medium">{contactName(conversation.contact)}</span>
      <span className={styles.date}>{dateWords(item.at)}</span>
      <span className={styles.likeness} dir="auto">{piecesOf(snippet.text, snippet.hits).map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text))}</span>
    </Link>
  );
}

export function SimilarPart({ conversationId }: { conversationId: string }) {
  const enabled = useStays(conversationId);
  const { data } = useQuery({ queryKey: ['similar', conversationId], queryFn: () => similarTo(conversationId), enabled, staleTime: staleMs, retry: false });
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t`Similar, resolved`}>
      <h3><Icon of={Lightbulb} size={14} />{t`Similar, resolved`}</h3>
      {data.items.map((item) => <Line key={item.message_id} item={item} />)}
    </section>
  );
}
