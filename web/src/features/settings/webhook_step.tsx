// The two values to paste at the platform, and the list that waits for it to call.
import { t } from '@lingui/core/macro';
import type { Inbox } from '../../api/types';
import { Badge } from '../../ui/badge';
import { channelName } from '../../ui/channel_name';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { CopyField } from '../../ui/copy_field';
import { Keys } from '../../ui/kbd';
import { CheckList, useWatchedInbox } from './check_list';
import { hasMailbox, isAtMeta, shakesHands } from './verify_token';
import styles from './settings.module.css';

const fields: Record<string, string[]> = {
  whatsapp: ['messages', 'message_template_status_update', 'phone_number_quality_update', 'account_update', 'user_id_update', 'smb_message_echoes'],
  messenger: ['messages', 'messaging_postbacks', 'message_deliveries', 'message_reads', 'message_reactions', 'message_echoes'],
  instagram: ['messages', 'messaging_postbacks', 'messaging_seen', 'message_reactions', 'comments'],
  facebook: ['feed', 'mention'],
};

export interface WebhookStepProps {
  inbox: Inbox;
  verifyToken: string;
  onBack: () => void;
  onDone: () => void;
}

export function WebhookStep({ inbox: made, verifyToken, onBack, onDone }: WebhookStepProps) {
  const inbox = useWatchedInbox(made.id).data ?? made;
  const channel = channelName(inbox.channel);
  const toSwitchOn = fields[inbox.channel] ?? [];
  const mailbox = hasMailbox(inbox.channel);
  const { address } = made;
  const left = [...(shakesHands(inbox.channel) ? [inbox.handshake_at] : []), inbox.first_webhook_at].filter((at) => at === undefined).length;
  return (
    <section className={styles.card}>
      <div className={styles.block}>
        <div className="row"><ChannelTile channel={inbox.channel} size={32} hidden /><div><h1 className="head">{mailbox ? t`Look into the mailbox` : t`Set the webhook`}</h1><p className="muted">{mailbox ? t`The desk logs in by itself. Then send a mail to ${address}, as a customer would.` : isAtMeta(inbox.channel) ? t`Paste these two values at Meta, under ${channel}, Configuration.` : t`Paste this address at the platform, where it asks for a webhook.`}</p></div></div>
        {mailbox ? null : <CopyField label={t`Callback address`} value={inbox.webhook_url ?? ''} />}
        {isAtMeta(inbox.channel) ? <CopyField label={t`Verification code`} value={verifyToken} secret /> : null}
        {toSwitchOn.length > 0 ? <div className={styles.stack}><span className="small medium">{t`Switch these fields on`}</span><span className="row wrap">{toSwitchOn.map((field) => <Badge key={field} large>{field}</Badge>)}</span></div> : null}
      </div>
      <div className={styles.block}>
        <div className="row"><h2 className="title grow">{t`Waiting for ${channel}`}</h2><span className="hint small">{t`updates by itself`}</span></div>
        <CheckList inbox={inbox} />
      </div>
      <footer className={styles.foot}>
        <Button onClick={onBack}>{t`Back`}</Button>
        <span className="hint small end">{left > 0 ? t`Checks to go: ${left}. You may also go on later.` : t`All seen`}</span>
        <Button variant={left > 0 ? 'plain' : 'primary'} onClick={onDone}>{t`Continue`}<Keys keys="Enter" /></Button>
      </footer>
    </section>
  );
}
