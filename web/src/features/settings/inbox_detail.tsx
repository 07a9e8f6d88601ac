// One inbox: its name, its keys, who works in it, and how it stands.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Plug } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { deleteInbox, listChannels, patchInbox } from '../../api/inboxes';
import { Problem } from '../../api/problem';
import type { Inbox } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { Banner, EmptyState } from '../../ui/banner';
import { Button, buttonClasses } from '../../ui/button';
import { CopyField } from '../../ui/copy_field';
import { Dialog } from '../../ui/dialog';
import { useSave } from '../../ui/use_save';
import { CheckList, Health, useWatchedInbox } from './check_list';
import { MannersCard, mannersStamp } from './manners_card';
import { MembersCard } from './members_card';
import { showChanged } from './inbox_changed';
import { OwnChannelCard } from './own_channel_step';
import { FieldsToSwitchOn, placeWords, platformAddress } from './platform_steps';
import { ReauthoriseCard } from './reauthorise_card';
import { RetentionCard } from './retention_card';
import { SearchStreamsCard } from './search_streams_card';
import { SettingsCard } from './settings_card';
import { SettingsBody, SettingsFrame } from './settings_frame';
import { SiteScript } from './site_script';
import { SurveyCard } from './survey_card';
import { hasWebhook, isAtMeta, isSearched, newVerifyToken, subscribesByCall } from './verify_token';
import styles from './settings.module.css';

// Health and webhooks raise the version too: what somebody is typing stays for those.
function settingsStamp(inbox: Inbox): string {
  return JSON.stringify([inbox.name, inbox.settings, inbox.secrets_set]);
}

function VerificationCode({ inbox }: { inbox: Inbox }) {
  const [token, setToken] = useState<string | undefined>(undefined);
  const saving = useSave();
  const renew = () => saving.run(async () => {
    const fresh = newVerifyToken();
    await showChanged(await patchInbox(inbox.id, { settings: { verify_token: fresh } }));
    setToken(fresh);
  });
  return (
    <>
      {token ? <CopyField label={t`Verification code`} value={token} secret /> : <span><Button size="sm" disabled={saving.busy} onClick={() => void renew()}>{t`Make a new verification code`}</Button></span>}
      {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
    </>
  );
}

function WebhookCard({ inbox }: { inbox: Inbox }) {
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><h2 className="title grow">{t`Webhook`}</h2></header>
      <div className={styles.block}>
        {inbox.webhook_url ? <CopyField label={t`Callback address`} value={platformAddress(inbox, '')} /> : null}
        {inbox.channel === 'cm' ? <p className="hint small">{t`CM.com must have this address with ?key= and the secret of the webhook behind it. The secret is not shown any more; when it is lost, fill in a new one above.`}</p> : null}
        {isAtMeta(inbox.channel) ? <VerificationCode inbox={inbox} /> : null}
        <FieldsToSwitchOn channel={inbox.channel} />
        <CheckList inbox={inbox} />
      </div>
    </section>
  );
}

function ArrivalCard({ inbox }: { inbox: Inbox }) {
  if (inbox.channel === 'api') return <OwnChannelCard inbox={inbox} />;
  if (hasWebhook(inbox.channel)) return <WebhookCard inbox={inbox} />;
  const isSite = inbox.channel === 'webchat';
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h2 className="title grow">{isSite ? t`On your site` : t`Mailbox`}</h2>{isSite ? <p className="small">{placeWords(inbox)}</p> : null}</div></header>
      <div className={styles.block}>{isSite ? <SiteScript inbox={inbox} /> : null}<CheckList inbox={inbox} /></div>
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

// A word that was never an id is refused as such: there is no such channel either.
function NotThere({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isAbsent = error instanceof Problem && [400, 404, 422].includes(error.status);
  if (isAbsent) return <EmptyState of={Plug} title={t`This channel is not there`} alert actions={<Link href="/settings/channels" className={buttonClasses({ variant: 'primary' })}>{t`To the channels`}</Link>}>{t`It was removed, or the address is wrong.`}</EmptyState>;
  return <EmptyState of={CircleAlert} title={t`This channel does not load`} alert actions={<Button variant="primary" onClick={onRetry}>{t`Retry`}</Button>}>{t`The server gave no answer. Nothing was lost here.`}</EmptyState>;
}

export function InboxDetail({ id }: { id: string }) {
  const { data: inbox, error, refetch } = useWatchedInbox(id);
  const { data: offers } = useQuery({ queryKey: ['channels'], queryFn: async () => (await listChannels()).items });
  return (
    <SettingsFrame title={inbox?.name ?? t`Channel`} above={{ words: t`Channels`, path: '/settings/channels' }}>
      <SettingsBody section="channels">
        {!inbox && error ? <NotThere error={error} onRetry={() => void refetch()} /> : null}
        {inbox ? <><ReauthoriseCard inbox={inbox} />{offers ? <SettingsCard key={settingsStamp(inbox)} inbox={inbox} offers={offers} /> : null}<MannersCard key={mannersStamp(inbox)} inbox={inbox} /><ArrivalCard inbox={inbox} />{isSearched(inbox.channel) ? <SearchStreamsCard inbox={inbox} /> : null}<Health inbox={inbox} subscribes={subscribesByCall(inbox.channel)} /><MembersCard inboxId={id} /><SurveyCard inboxId={id} /><RetentionCard inboxId={id} /><RemoveCard inbox={inbox} /></> : null}
      </SettingsBody>
    </SettingsFrame>
  );
}
