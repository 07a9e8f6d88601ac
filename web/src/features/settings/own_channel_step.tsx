// What the programmer of an organisation's own channel needs: where to bring messages, and the two secrets.
import { t } from '@lingui/core/macro';
import type { Inbox } from '../../api/types';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { CopyField } from '../../ui/copy_field';
import { Keys } from '../../ui/kbd';
import { CheckList, useWatchedInbox } from './check_list';
import styles from './settings.module.css';

export interface OwnChannelStepProps {
  inbox: Inbox;
  secrets: Record<string, string>;
  onBack: () => void;
  onDone: () => void;
}

export function OwnChannelStep({ inbox: made, secrets, onBack, onDone }: OwnChannelStepProps) {
  const inbox = useWatchedInbox(made.id).data ?? made;
  return (
    <section className={styles.card}>
      <div className={styles.block}>
        <div className={styles.intro}><ChannelTile channel={inbox.channel} size={32} hidden /><div><h1 className="head">{t`For your programmer`}</h1><p className="muted">{t`The secrets are shown now and never again.`}</p></div></div>
        <CopyField label={t`Bring messages here, with a token`} value={`${location.origin}/api/v1/inboxes/${inbox.id}/inbound`} />
        <CopyField label={t`or here, signed`} value={inbox.webhook_url ?? ''} />
        <CopyField label={t`Secret of what you bring`} value={secrets.inbound_secret ?? ''} secret />
        <CopyField label={t`Secret of what you get`} value={secrets.endpoint_secret ?? ''} secret />
      </div>
      <div className={styles.block}>
        <div className="row"><h2 className="title grow">{t`Waiting for your program`}</h2><span className="hint small">{t`updates by itself`}</span></div>
        <CheckList inbox={inbox} />
      </div>
      <footer className={styles.foot}><Button onClick={onBack}>{t`Back`}</Button><span className="end"><Button variant="primary" onClick={onDone}>{t`Continue`}<Keys keys="Enter" /></Button></span></footer>
    </section>
  );
}
