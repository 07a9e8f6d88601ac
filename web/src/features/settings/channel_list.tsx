// The inboxes of this desk, each with how it stands.
import { t } from '@lingui/core/macro';
import { Plug, Plus } from 'lucide-react';
import { Link } from 'wouter';
import type { Inbox } from '../../api/types';
import { useNow } from '../../state/clock';
import { useInboxes } from '../../state/desk';
import { EmptyState } from '../../ui/banner';
import { Badge } from '../../ui/badge';
import { buttonClasses } from '../../ui/button';
import { offerName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { Icon } from '../../ui/icon';
import { firstProblem, problemWords } from '../../ui/problem_words';
import { momentWords } from '../../ui/time_words';
import { hasMailbox, shakesHands } from './verify_token';
import styles from './settings.module.css';

function StandingBadge({ inbox }: { inbox: Inbox }) {
  const problem = firstProblem(inbox);
  if (problem) return <Badge tone={problem === 'silence' || problem === 'platform' ? 'risk' : 'late'}>{problemWords(problem)}</Badge>;
  if (inbox.first_webhook_at) return <Badge tone="ok">{t`works`}</Badge>;
  if (hasMailbox(inbox.channel) && !inbox.handshake_at) return <Badge tone="risk">{t`waits for the mailbox`}</Badge>;
  return <Badge tone="risk">{inbox.handshake_at || !shakesHands(inbox.channel) ? t`waits for the first message` : t`waits for verification`}</Badge>;
}

function InboxRow({ inbox }: { inbox: Inbox }) {
  const now = useNow();
  const last = inbox.last_webhook_at ? momentWords(inbox.last_webhook_at, now) : undefined;
  return (
    <div className={styles.row}>
      <ChannelTile channel={inbox.channel} isPublic={inbox.public} size={24} hidden />
      <span className={styles.rowText}>
        <Link href={`/settings/channels/${inbox.id}`} className="strong">{inbox.name}</Link>
        <span className="hint small">{offerName(inbox.channel)} · {inbox.address}{last ? ` · ${t`last message ${last}`}` : ''}</span>
      </span>
      <StandingBadge inbox={inbox} />
    </div>
  );
}

export function ChannelList() {
  const { data: inboxes } = useInboxes();
  const connect = <Link href="/settings/channels/connect" className={buttonClasses({ variant: 'primary' })}><Icon of={Plus} size={14} />{t`Connect channel`}</Link>;
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div className="grow"><h1 className="head">{t`Channels`}</h1><p>{t`Each connected number or address has an inbox of its own.`}</p></div>{connect}</header>
      {inboxes?.map((inbox) => <InboxRow key={inbox.id} inbox={inbox} />)}
      {inboxes?.length === 0 ? <div className={styles.block}><EmptyState of={Plug} title={t`Connect your first channel`}>{t`Messages will come in here afterwards. WhatsApp takes about 10 minutes.`}</EmptyState></div> : null}
    </section>
  );
}
