// What the programmer of an organisation's own channel needs: where to bring messages, a token, and the two secrets.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { patchInbox } from '../../api/inboxes';
import type { Inbox } from '../../api/types';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ChannelTile } from '../../ui/channel_tile';
import { CopyField } from '../../ui/copy_field';
import { Keys } from '../../ui/kbd';
import { useSave } from '../../ui/use_save';
import { CheckList, useWatchedInbox } from './check_list';
import { Guide } from './guide';
import { showChanged } from './inbox_changed';
import { MakeToken } from './tokens_card';
import { newWebhookSecret } from './webhook_secret';
import styles from './settings.module.css';

export interface OwnChannelStepProps {
  inbox: Inbox;
  secrets: Record<string, string>;
  onBack: () => void;
  onDone: () => void;
}

function inboundAddress({ id }: Inbox): string {
  return `${location.origin}/api/v1/inboxes/${id}/inbound`;
}

// A first message, to paste into a terminal.
function firstCall(inbox: Inbox): string {
  return [
    `curl -sS ${inboundAddress(inbox)} \\`,
    '  -H "Authorization: Bearer TOKEN" -H \'Content-Type: application/json\' \\',
    '  -d \'{"events": [{"type": "message", "id": "test-1", "text": "Hallo", "contact": {"external_id": "klant-1", "name": "Noor Smit"}}]}\'',
  ].join('\n');
}

function Addresses({ inbox }: { inbox: Inbox }) {
  const { name } = inbox;
  return (
    <>
      <CopyField label={t`Bring messages here, with a token`} value={inboundAddress(inbox)} />
      <MakeToken name={name} />
      <CopyField label={t`For example`} value={firstCall(inbox)} />
      <CopyField label={t`or here, signed`} value={inbox.webhook_url ?? ''} />
    </>
  );
}

// Both at once, so that nobody has to think of a long random word; the old ones end with it.
function NewSecrets({ inbox }: { inbox: Inbox }) {
  const [made, setMade] = useState<Record<string, string> | undefined>(undefined);
  const saving = useSave();
  const renew = () => saving.run(async () => {
    const fresh = { endpoint_secret: newWebhookSecret(), inbound_secret: newWebhookSecret() };
    await showChanged(await patchInbox(inbox.id, { settings: fresh }));
    setMade(fresh);
  });
  if (made) return <><Banner tone="risk">{t`The old secrets hold no longer. These are shown only now.`}</Banner><Secrets secrets={made} /></>;
  return (
    <>
      <span><Button size="sm" disabled={saving.busy} onClick={() => void renew()}>{t`Make new secrets`}</Button></span>
      {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
    </>
  );
}

function Secrets({ secrets }: { secrets: Record<string, string> }) {
  return (
    <>
      <CopyField label={t`Secret of what you bring`} value={secrets.inbound_secret ?? ''} secret />
      <CopyField label={t`Secret of what you get`} value={secrets.endpoint_secret ?? ''} secret />
    </>
  );
}

function ForProgrammer() {
  return (
    <Guide title={t`What your program does`} words={[
      t`It posts each message of a customer to the address, with the token in Authorization or signed as Standard Webhooks say. 200 means that it is kept; the same id again changes nothing.`,
      t`It takes replies at its own address: it checks webhook-signature with the secret of what you get, takes each webhook-id once, and answers 200 within 15 seconds.`,
      t`It answers 200 to the “ping” that Health sends.`,
      t`It tells with “receipt” whether a reply was delivered and read, where that is known.`,
    ]} />
  );
}

// On the channel's own page, for whoever comes back to it.
export function OwnChannelCard({ inbox }: { inbox: Inbox }) {
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h2 className="title">{t`For your programmer`}</h2></div></header>
      <div className={styles.block}>
        <Addresses inbox={inbox} />
        <NewSecrets inbox={inbox} />
        <ForProgrammer />
        <CheckList inbox={inbox} />
      </div>
    </section>
  );
}

export function OwnChannelStep({ inbox: made, secrets, onBack, onDone }: OwnChannelStepProps) {
  const inbox = useWatchedInbox(made.id).data ?? made;
  return (
    <section className={styles.card}>
      <div className={styles.block}>
        <div className={styles.intro}><ChannelTile channel={inbox.channel} size={32} hidden /><div><h1 className="head">{t`For your programmer`}</h1><p className="muted">{t`The secrets are shown now and never again.`}</p></div></div>
        <Addresses inbox={inbox} />
        <Secrets secrets={secrets} />
        <ForProgrammer />
      </div>
      <div className={styles.block}>
        <div className="row"><h2 className="title grow">{t`Waiting for your program`}</h2><span className="hint small">{t`updates by itself`}</span></div>
        <CheckList inbox={inbox} />
      </div>
      <footer className={styles.foot}><Button onClick={onBack}>{t`Back`}</Button><span className="end"><Button variant="primary" onClick={onDone}>{t`Continue`}<Keys keys="Enter" /></Button></span></footer>
    </section>
  );
}
