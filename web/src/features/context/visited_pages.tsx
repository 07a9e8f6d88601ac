// On which page of the site the visitor is, or was last.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Globe } from 'lucide-react';
import { getPages } from '../../api/contacts';
import { useNow } from '../../state/clock';
import { Icon } from '../../ui/icon';
import { momentWords } from '../../ui/time_words';
import styles from './context.module.css';

// Only what a browser may open by a click.
function isWebAddress(url: string): boolean {
  return /^https?:\/\//u.test(url);
}

export function VisitedPages({ contactId }: { contactId: string }) {
  const now = useNow();
  const { data } = useQuery({ queryKey: ['pages', contactId], queryFn: async () => (await getPages(contactId)).items });
  const pages = data?.filter(({ url }) => isWebAddress(url)) ?? [];
  if (pages.length === 0) return null;
  return (
    <section>
      <h3><Icon of={Globe} size={14} />{t`On the site`}</h3>
      {pages.map(({ url, title, at }) => (
        <div key={`${url} ${at}`} className={styles.page}>
          <a href={url} target="_blank" rel="noopener noreferrer" className="clip medium" title={url}>{title || url}</a>
          <small>{momentWords(at, now)}</small>
        </div>
      ))}
    </section>
  );
}
