// What a public conversation is under: the post itself, above its first comment.
import { t } from '@lingui/core/macro';
import { ExternalLink, Newspaper } from 'lucide-react';
import type { PublicPost } from '../../api/types';
import { Icon } from '../../ui/icon';
import { LinkedText } from '../../ui/linked_text';
import { dateWords, fullMoment } from '../../ui/time_words';
import styles from './post_card.module.css';

// Its picture stays where it is: it lies at the platform, which would learn who looks.
export function PostCard({ post }: { post: PublicPost }) {
  return (
    <aside className={styles.card} aria-label={t`The post`}>
      <div className={styles.head}>
        <Icon of={Newspaper} size={14} />
        <b className="clip">{post.author ?? t`The post`}</b>
        {post.created_at ? <time className={styles.when} dateTime={post.created_at} title={fullMoment(post.created_at)}>{dateWords(post.created_at)}</time> : null}
      </div>
      {post.text ? <p className={styles.text}><LinkedText text={post.text} /></p> : null}
      {post.url ? <a href={post.url} target="_blank" rel="noopener noreferrer" className={styles.link}>{t`Show the post`}<Icon of={ExternalLink} size={12} /></a> : null}
    </aside>
  );
}
