// The two values to paste at the platform, and the list that waits for it to call.
import { t } from '@lingui/core/macro';
import type { Inbox } from '../../api/types';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { CopyField } from '../../ui/copy_field';
import { Keys } from '../../ui/kbd';
import { CheckList, useWatchedInbox } from './check_list';
import styles from './settings.module.css';

const fields = ['messages', 'message_template_status_update', 'phone_number_quality_update'];

export interface WebhookStepProps {
  inbox: Inbox;
  verifyToken: string;
  onDone: () => void;
}

export function WebhookStep({ inbox: made, verifyToken, onDone }: WebhookStepProps) {
  const inbox = useWatchedInbox(made.id).data ?? made;
  const left = [inbox.handshake_at, inbox.first_webhook_at].filter((at) => at === undefined).length;
  return (
    <section className={styles.card}>
      <div className={styles.block}>
        <div className="row"><ChannelTile channel={inbox.channel} size={32} hidden /><div><h1 className="head">{t`Set the webhook`}</h1><p className="muted">{t`Paste these two values at Meta, under WhatsApp, Configuration.`}</p></div></div>
        <CopyField label={t`Callback address`} value={inbox.webhook_url ?? ''} />
        <CopyField label={t`Verification code`} value={verifyToken} secret />
        <div className={styles.stack}><span className="small medium">{t`Switch these fields on`}</span><span className="row wrap">{fields.map((field) => <Badge key={field} large>{field}</Badge>)}</span></div>
      </div>
      <div className={styles.block}>
        <div className="row"><h2 className="title grow">{t`Waiting for WhatsApp`}</h2><span className="hint small">{t`updates by itself`}</span></div>
        <CheckList inbox={inbox} />
      </div>
      <footer className={styles.foot}>
        <span className="hint small end">{left > 0 ? t`Checks to go: ${left}. You may also go on later.` : t`All seen`}</span>
        <Button variant={left > 0 ? 'plain' : 'primary'} onClick={onDone}>{t`Continue`}<Keys keys="Enter" /></Button>
      </footer>
    </section>
  );
}
