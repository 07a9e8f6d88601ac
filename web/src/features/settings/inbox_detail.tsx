// One inbox: its name, its keys, who works in it, and how it stands.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { deleteInbox, patchInbox } from '../../api/inboxes';
import type { Inbox } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { CopyField } from '../../ui/copy_field';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { useSave } from '../../ui/use_save';
import { CheckList, Health, useWatchedInbox } from './check_list';
import { MembersCard } from './members_card';
import { settingFault } from './origins';
import { ReauthoriseCard } from './reauthorise_card';
import { settingWords } from './setting_words';
import { SettingsBody, SettingsFrame } from './settings_frame';
import { hasMailbox, newVerifyToken, subscribesByCall } from './verify_token';
import styles from './settings.module.css';

async function changed(inbox: Inbox): Promise<void> {
  queryClient.setQueryData(['inboxes', inbox.id], inbox);
  await queryClient.invalidateQueries({ queryKey: keys.inboxes, exact: true });
  showToast({ text: t`Kept`, tone: 'done' });
}

// Health and webhooks raise the version too: what somebody is typing stays for those.
function settingsStamp(inbox: Inbox): string {
  return JSON.stringify([inbox.name, inbox.settings, inbox.secrets_set]);
}

// What can be read stands in its field; a secret can only be replaced.
function SettingsCard({ inbox }: { inbox: Inbox }) {
  const [name, setName] = useState(inbox.name);
  const [values, setValues] = useState<Record<string, string>>({});
  const saving = useSave();
  const readable = Object.entries(inbox.settings ?? {});
  const secrets = (inbox.secrets_set ?? []).filter((secret) => secret !== 'verify_token');
  const settings = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
  const isWrong = Object.entries(settings).some(([field, value]) => settingFault(field, value) !== undefined);
  const submit = () => saving.run(async () => { await changed(await patchInbox(inbox.id, { name: name.trim(), ...(Object.keys(settings).length > 0 ? { settings } : {}) })); setValues({}); });
  const type = (field: string, value: string) => setValues({ ...values, [field]: value });
  return (
    <form className={styles.card} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <header className={styles.cardHead}><ChannelTile channel={inbox.channel} isPublic={inbox.public} size={32} hidden /><div><h1 className="head">{inbox.name}</h1><p>{channelName(inbox.channel)} · {inbox.address}</p></div></header>
      <div className={styles.block}>
        <TextField label={t`Name in this desk`} value={name} required onChange={(event) => setName(event.target.value)} error={saving.faultOf('name')} />
        <div className={styles.pair}>
          {readable.map(([field, value]) => <TextField key={field} label={settingWords(field).label} value={values[field] ?? value} autoComplete="off" error={settingFault(field, values[field] ?? '') ?? saving.faultOf(field)} onChange={(event) => type(field, event.target.value)} />)}
          {secrets.map((field) => <TextField key={field} label={settingWords(field).label} type="password" autoComplete="off" placeholder={t`kept; type to replace`} value={values[field] ?? ''} error={saving.faultOf(field)} onChange={(event) => type(field, event.target.value)} />)}
        </div>
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <footer className={styles.foot}><span className="end"><Button type="submit" variant="primary" disabled={saving.busy || name.trim() === '' || isWrong}>{t`Keep`}</Button></span></footer>
    </form>
  );
}

function WebhookCard({ inbox }: { inbox: Inbox }) {
  const [token, setToken] = useState<string | undefined>(undefined);
  const saving = useSave();
  const renew = () => saving.run(async () => {
    const fresh = newVerifyToken();
    await changed(await patchInbox(inbox.id, { settings: { verify_token: fresh } }));
    setToken(fresh);
  });
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><h2 className="title grow">{t`Webhook`}</h2></header>
      <div className={styles.block}>
        {inbox.webhook_url ? <CopyField label={t`Callback address`} value={inbox.webhook_url} /> : null}
        {token ? <CopyField label={t`Verification code`} value={token} secret /> : <span><Button size="sm" disabled={saving.busy} onClick={() => void renew()}>{t`Make a new verification code`}</Button></span>}
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
        <CheckList inbox={inbox} />
      </div>
    </section>
  );
}

function MailboxCard({ inbox }: { inbox: Inbox }) {
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><h2 className="title grow">{t`Mailbox`}</h2></header>
      <div className={styles.block}><CheckList inbox={inbox} /></div>
    </section>
  );
}

function RemoveCard({ inbox }: { inbox: Inbox }) {
  const [asking, setAsking] = useState(false);
  const [, go] = useLocation();
  const saving = useSave();
  const { name } = inbox;
  const remove = () => saving.run(async () => {
    await deleteInbox(inbox.id);
    await queryClient.invalidateQueries({ queryKey: keys.inboxes });
    go('/settings/channels');
  });
  return (
    <section className={styles.card}>
      <div className={styles.foot}><span className="grow muted">{t`Removing stops this channel.`}</span><Button variant="danger" onClick={() => setAsking(true)}>{t`Remove channel`}</Button></div>
      <Dialog open={asking} onClose={() => setAsking(false)} title={t`Remove ${name}`} description={t`Nothing comes in or goes out over this channel any more.`} actions={<><Button onClick={() => setAsking(false)}>{t`Cancel`}</Button><Button variant="danger" disabled={saving.busy} onClick={() => void remove()}>{t`Remove channel`}</Button></>}>
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </Dialog>
    </section>
  );
}

export function InboxDetail({ id }: { id: string }) {
  const { data: inbox } = useWatchedInbox(id);
  return (
    <SettingsFrame title={inbox?.name ?? ''} above={{ words: t`Channels`, path: '/settings/channels' }}>
      <SettingsBody section="channels">
        {inbox ? <><ReauthoriseCard inbox={inbox} /><SettingsCard key={settingsStamp(inbox)} inbox={inbox} />{hasMailbox(inbox.channel) ? <MailboxCard inbox={inbox} /> : <WebhookCard inbox={inbox} />}<Health inboxId={id} subscribes={subscribesByCall(inbox.channel)} /><MembersCard inboxId={id} /><RemoveCard inbox={inbox} /></> : null}
      </SettingsBody>
    </SettingsFrame>
  );
}
