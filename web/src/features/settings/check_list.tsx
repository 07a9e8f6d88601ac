// What has to be seen before a channel works, ticked off by itself.
import { t, plural } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Check, Clock, Minus, RotateCw, X } from 'lucide-react';
import { getHealth, getInbox, postSubscribe } from '../../api/inboxes';
import type { HealthCheck, Inbox } from '../../api/types';
import { queryClient } from '../../state/cache';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { clockTimeWithSeconds, momentWords } from '../../ui/time_words';
import { useSave } from '../../ui/use_save';
import { isAsked, stateOf, type CheckState } from './check_state';
import { goodWords, reasonWords } from './reason_words';
import { hasMailbox, shakesHands } from './verify_token';
import styles from './settings.module.css';

const lookMs = 2000;

// An inbox as it stands now; looked at again and again while something is awaited.
export function useWatchedInbox(id: string) {
  return useQuery({ queryKey: ['inboxes', id], queryFn: () => getInbox(id), refetchInterval: ({ state }) => (state.data?.first_webhook_at ? false : lookMs) });
}

function Line({ state, words, detail, at }: { state: 'ok' | 'wait' | 'bad' | 'unknown'; words: string; detail?: string | undefined; at?: string | undefined }) {
  const picture = state === 'ok' ? Check : state === 'wait' ? Clock : state === 'unknown' ? Minus : X;
  const spoken = state === 'ok' ? t`in order` : state === 'wait' ? t`awaited` : state === 'unknown' ? t`not looked yet` : t`not in order`;
  return (
    <div className={styles.check}>
      <i className={styles[state]}><Icon of={picture} size={14} /></i>
      <span className="grow">{words}<span className="sr">, {spoken}</span>{detail ? <small>{detail}</small> : null}</span>
      {at ? <span className="hint small num">{clockTimeWithSeconds(new Date(at).getTime())}</span> : null}
    </div>
  );
}

function MailboxLines({ inbox }: { inbox: Inbox }) {
  return (
    <>
      <Line state={inbox.handshake_at ? 'ok' : 'wait'} words={inbox.handshake_at ? t`Mailbox read` : t`Waiting for the mailbox`} detail={inbox.handshake_at ? t`The log-in works and the folder is there` : t`If this takes long, Health says why`} at={inbox.handshake_at} />
      <Line state={inbox.first_webhook_at ? 'ok' : 'wait'} words={inbox.first_webhook_at ? t`First message received` : t`Waiting for the first message`} detail={inbox.first_webhook_at ? undefined : t`Mails that were there before stay where they are`} at={inbox.first_webhook_at} />
    </>
  );
}

function arrivalWords({ channel, first_webhook_at: at }: Inbox): string | undefined {
  if (channel === 'webchat') return at ? undefined : t`Open your site and write something in the chat`;
  if (at) return channel === 'cm' ? t`The key is right` : t`The signature is right`;
  return t`Write to this channel as a customer`;
}

export function CheckList({ inbox }: { inbox: Inbox }) {
  if (hasMailbox(inbox.channel)) return <div role="status" aria-live="polite"><MailboxLines inbox={inbox} /></div>;
  return (
    <div role="status" aria-live="polite">
      {shakesHands(inbox.channel) ? <Line state={inbox.handshake_at ? 'ok' : 'wait'} words={inbox.handshake_at ? t`Address verified` : t`Waiting for verification`} detail={inbox.handshake_at ? t`The platform called the address and the code is right` : inbox.channel === 'x' ? t`X calls the address as soon as it is registered` : t`Choose Verify and save at the platform`} at={inbox.handshake_at} /> : null}
      <Line state={inbox.first_webhook_at ? 'ok' : 'wait'} words={inbox.first_webhook_at ? t`First message received` : t`Waiting for the first message`} detail={arrivalWords(inbox)} at={inbox.first_webhook_at} />
    </div>
  );
}

function healthWords(name: string): string {
  switch (name) {
    case 'token': return t`Access token valid`;
    case 'phone_number': return t`Number connected`;
    case 'webhook_subscription': return t`Messages subscribed`;
    case 'settings': return t`All settings filled in`;
    case 'secrets': return t`Secrets readable`;
    case 'authorization': return t`Platform accepts us`;
    case 'first_webhook': return t`First message received`;
    case 'silence': return t`Comes in as often as usual`;
    case 'sends': return t`What we send arrives`;
    case 'search_streams': return t`Search streams get answers`;
    case 'search_stream_ceilings': return t`Search streams stay below their ceiling`;
    case 'account': return t`Account in order`;
    case 'platform': return t`Platform reachable`;
    case 'secret': return t`Secret can sign`;
    case 'endpoint': return t`Endpoint answers`;
    case 'mailbox': return t`Mailbox opens`;
    case 'post_office': return t`Outgoing server takes our log-in`;
    case 'sent_copy': return t`Copies in the folder Sent`;
    case 'last_look': return t`Last look into the mailbox`;
    default: return name.replaceAll('_', ' ');
  }
}

function unknownWords(name: string): string {
  switch (name) {
    case 'last_look': return t`not looked yet`;
    case 'authorization': return t`cannot be told yet`;
    case 'sends': return t`nothing has been sent yet`;
    default: return t`nothing has come in yet`;
  }
}

function detailOf({ name, ok, detail }: HealthCheck, state: CheckState): string | undefined {
  if (state === 'unknown') return unknownWords(name);
  if (ok && detail && name === 'last_look') return momentWords(detail, Date.now());
  if (ok || !detail) return detail && goodWords(detail);
  const when = name === 'silence' ? momentWords(detail, Date.now()) : '';
  if (name === 'silence') return t`Nothing has come in since ${when}; at these hours it usually does.`;
  if (name === 'sends') return plural(Number(detail), { one: '# message failed within the hour', other: '# messages failed within the hour' });
  if (name === 'search_streams') return t`No answers for ${detail}.`;
  if (name === 'search_stream_ceilings') return t`Paused until the hour is over: ${detail}.`;
  return reasonWords(detail);
}

function lines(checks: HealthCheck[], inbox: Inbox) {
  return checks.filter((check) => isAsked(check, inbox.channel)).map((check) => {
    const state = stateOf(check, checks, inbox);
    return <Line key={check.name} state={state} words={healthWords(check.name)} detail={detailOf(check, state)} />;
  });
}

// Tells the platform of our webhooks once more, where that can be done by a call.
export function SubscribeAgain({ inboxId }: { inboxId: string }) {
  const saving = useSave();
  const again = () => saving.run(async () => {
    queryClient.setQueryData(['health', inboxId], await postSubscribe(inboxId));
    showToast({ text: t`Subscribed again`, tone: 'done' });
  });
  return (
    <>
      <Button size="sm" disabled={saving.busy} onClick={() => void again()}>{t`Subscribe again`}</Button>
      {saving.fault ? <span className="t-late small" role="alert">{saving.fault}</span> : null}
    </>
  );
}

export function Health({ inbox, subscribes }: { inbox: Inbox; subscribes: boolean }) {
  const { id: inboxId } = inbox;
  const { data, isError, isFetching, refetch } = useQuery({ queryKey: ['health', inboxId], queryFn: () => getHealth(inboxId), staleTime: 0, retry: false });
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><h2 className="title grow">{t`Health`}</h2>{subscribes ? <SubscribeAgain inboxId={inboxId} /> : null}<Button size="sm" disabled={isFetching} onClick={() => void refetch()}><Icon of={RotateCw} size={14} />{t`Check`}</Button></header>
      <div className={styles.block}>
        <div>{data ? lines(data.checks, inbox) : null}</div>
        {isError ? <p className="t-late">{t`The check did not work.`}</p> : null}
        {data || isError ? null : <p className="hint">{t`Being checked.`}</p>}
      </div>
    </section>
  );
}
