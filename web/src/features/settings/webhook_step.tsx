// What to paste where, and the list that waits for the first sign of life.
import { t } from '@lingui/core/macro';
import { CircleAlert } from 'lucide-react';
import type { Inbox } from '../../api/types';
import { Banner } from '../../ui/banner';
import { offerName } from '../../ui/channel_name';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { CopyField } from '../../ui/copy_field';
import { Keys } from '../../ui/kbd';
import { CheckList, SubscribeAgain, useWatchedInbox } from './check_list';
import { LastSteps } from './channel_guide';
import { FieldsToSwitchOn, placeWords, platformAddress, stepTitle } from './platform_steps';
import { SiteScript } from './site_script';
import { hasMailbox, hasWebhook, isAtMeta, shakesHands } from './verify_token';
import styles from './settings.module.css';

export interface WebhookStepProps {
  // As it was made: its address may hold a key that is never shown again.
  inbox: Inbox;
  verifyToken: string;
  addressKey: string;
  onBack: () => void;
  onDone: () => void;
}

// A platform calls from the internet, and only over https.
function isPublic({ webhook_url: url = '' }: Inbox): boolean {
  return url.startsWith('https://');
}

function Address({ inbox, verifyToken, addressKey }: Pick<WebhookStepProps, 'inbox' | 'verifyToken' | 'addressKey'>) {
  if (inbox.channel === 'webchat') return <SiteScript inbox={inbox} />;
  if (!hasWebhook(inbox.channel)) return null;
  return (
    <>
      {isPublic(inbox) ? null : <Banner tone="risk" of={CircleAlert}>{t`The platform cannot reach this desk at this address. Give the desk a public https address first (BALIE_PUBLIC_URL).`}</Banner>}
      <CopyField label={t`Callback address`} value={platformAddress(inbox, addressKey)} />
      {inbox.channel === 'cm' ? <Banner tone="risk">{t`The whole address is shown only now.`}</Banner> : null}
      {isAtMeta(inbox.channel) ? <CopyField label={t`Verification code`} value={verifyToken} secret /> : null}
      {inbox.channel === 'telegram' ? <div className="row"><SubscribeAgain inboxId={inbox.id} /></div> : null}
      <FieldsToSwitchOn channel={inbox.channel} />
      <LastSteps channel={inbox.channel} />
    </>
  );
}

export function WebhookStep({ inbox: made, verifyToken, addressKey, onBack, onDone }: WebhookStepProps) {
  const inbox = useWatchedInbox(made.id).data ?? made;
  const channel = offerName(inbox.channel);
  const awaited = [...(shakesHands(inbox.channel) || hasMailbox(inbox.channel) ? [inbox.handshake_at] : []), inbox.first_webhook_at];
  const left = awaited.filter((at) => at === undefined).length;
  return (
    <section className={styles.card}>
      <div className={styles.block}>
        <div className={styles.intro}><ChannelTile channel={inbox.channel} size={32} hidden /><div><h1 className="head">{stepTitle(inbox)}</h1><p className="muted">{placeWords(inbox)}</p></div></div>
        <Address inbox={made} verifyToken={verifyToken} addressKey={addressKey} />
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
