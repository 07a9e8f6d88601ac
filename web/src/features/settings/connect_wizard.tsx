// Connecting a number, step by step: which channel, its details, then the address at the platform.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Check, ChevronRight } from 'lucide-react';
import { Fragment, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { listChannels, patchInbox, postInbox } from '../../api/inboxes';
import type { ChannelOffer, Inbox } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { offerName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { classes } from '../../ui/classes';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import { useSave } from '../../ui/use_save';
import { ChannelGuide } from './channel_guide';
import { MailProvider, withServers } from './mail_provider';
import { MembersCard } from './members_card';
import { settingFault } from './origins';
import { OwnChannelStep } from './own_channel_step';
import { SettingField } from './setting_field';
import { SettingsFault } from './settings_fault';
import { SettingsFrame } from './settings_frame';
import { isOfUse } from './settings_of_use';
import { hasPlatform, isAtMeta, newVerifyToken } from './verify_token';
import { isMadeByDesk, isRare, newWebhookSecrets } from './webhook_secret';
import { WebhookStep } from './webhook_step';
import styles from './settings.module.css';

interface StepWords {
  words: string;
  detail: string;
}

function thirdStep(channel: string | undefined): StepWords {
  switch (channel) {
    case 'webchat': return { words: t`Your site`, detail: t`one line of script` };
    case 'email': return { words: t`Mailbox`, detail: t`the desk logs in` };
    case 'api': return { words: t`Your program`, detail: t`address and secrets` };
    case undefined: return { words: t`Connection`, detail: t`at the platform` };
    default: return { words: t`Webhook`, detail: t`address at the platform` };
  }
}

function detailWords(channel: string | undefined): string {
  switch (channel) {
    case 'email': return t`address and log-in`;
    case 'webchat': return t`your site`;
    case 'api': return t`your program`;
    case 'telegram': return t`the bot’s token`;
    case 'messenger': case 'facebook': return t`page and keys`;
    case 'instagram': case 'x': return t`account and keys`;
    default: return t`number and keys`;
  }
}

function stepWords(channel: string | undefined): StepWords[] {
  return [{ words: t`Choose a channel`, detail: t`where customers write` }, { words: t`Details`, detail: detailWords(channel) }, thirdStep(channel), { words: t`Colleagues`, detail: t`who gets what comes in` }];
}

export function Steps({ now, channel }: { now: number; channel: string | undefined }) {
  return (
    <section aria-label={t`Steps`}>
      <ol className={styles.steps}>
        {stepWords(channel).map(({ words, detail }, index) => (
          <li key={words} className={classes(styles.step, index < now && styles.done, index === now && styles.now)} aria-current={index === now ? 'step' : undefined}>
            <i>{index < now ? <Icon of={Check} size={14} /> : index + 1}</i>
            <span>{words}<small>{detail}</small></span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function ChooseStep({ offers, onChoose }: { offers: ChannelOffer[]; onChoose: (offer: ChannelOffer) => void }) {
  return (
    <section className={styles.card}>
      <div className={styles.block}>
        <h1 className="head">{t`Choose a channel`}</h1>
        <div className={styles.choices}>
          {offers.map((offer) => <button key={offer.channel} type="button" className={styles.choice} onClick={() => onChoose(offer)}><ChannelTile channel={offer.channel} size={32} hidden />{offerName(offer.channel)}</button>)}
        </div>
      </div>
    </section>
  );
}

// Where a choice has to be made, the usual one stands.
function usualValues(channel: string): Record<string, string> {
  return channel === 'messagebird' ? { generation: 'classic' } : {};
}

interface Details {
  name: string;
  values: Record<string, string>;
}

interface DetailsStepProps {
  offer: ChannelOffer;
  // What was filled in, kept when one goes on and comes back.
  given: Details;
  onGive: (details: Details) => void;
  // Made already: then it is changed.
  inbox: Inbox | undefined;
  // What this page makes itself, by setting.
  made: Record<string, string>;
  onBack: () => void;
  onMade: (inbox: Inbox) => void;
}

// What was filled in before and is empty now is cleared.
function emptied({ settings = {} }: Inbox, values: Record<string, string>): Record<string, null> {
  return Object.fromEntries(Object.keys(settings).filter((field) => values[field]?.trim() === '').map((field) => [field, null]));
}

type Setting = ChannelOffer['settings'][number];

// What few fill in stays out of the way of the rest, unless something in it is wrong.
function RareFields({ fields, faultOf, line }: { fields: Setting[]; faultOf: (field: string) => string | undefined; line: (field: Setting) => ReactNode }) {
  const isWrong = fields.some(({ name }) => faultOf(name) !== undefined);
  const [isOpen, setOpen] = useState(false);
  if (fields.length === 0) return null;
  return (
    <details className={styles.rare} open={isOpen || isWrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary><Icon of={ChevronRight} size={14} />{t`More settings, which may stay empty`}</summary>
      <div className={styles.rareFields}>{fields.map(line)}</div>
    </details>
  );
}

function DetailsStep({ offer, given: { name, values }, onGive, inbox: before, made, onBack, onMade }: DetailsStepProps) {
  const saving = useSave();
  const fields = offer.settings.filter((field) => !(field.name in made) && !isMadeByDesk(field.name) && (field.name !== 'api_base' || hasPlatform(offer.channel)) && isOfUse(field, offer.settings, values));
  const change = (field: string, value: string) => onGive({ name, values: field === 'provider' ? withServers(values, value) : { ...values, [field]: value } });
  const filled = name.trim() !== '' && fields.every((field) => !field.required || (values[field.name] ?? '').trim() !== '') && fields.every((field) => settingFault(field.name, values[field.name] ?? '') === undefined);
  const line = ({ name: field, required, secret }: Setting) => (
    <Fragment key={field}>
      <SettingField channel={offer.channel} name={field} value={values[field] ?? ''} required={required} secret={secret} saysOptional error={saving.faultOf(field)} onChange={(value) => change(field, value)} />
      {field === 'provider' ? <MailProvider provider={values.provider ?? ''} address={values.address ?? ''} /> : null}
    </Fragment>
  );
  // What else there is to do depends on it: it stands first.
  const decisive = fields.find((field) => field.name === 'login' || field.name === 'generation');
  const submit = () => saving.run(async () => {
    const given: Record<string, string> = Object.fromEntries(Object.entries(values).map(([field, value]): [string, string] => [field, value.trim()]).filter(([, value]) => value !== ''));
    const ours = Object.fromEntries(Object.entries(made).filter(([field]) => offer.settings.some((one) => one.name === field)));
    const inbox = before ? await patchInbox(before.id, { name: name.trim(), settings: { ...given, ...emptied(before, values) } }) : await postInbox({ name: name.trim(), channel: offer.channel, settings: { ...given, ...ours } });
    await queryClient.invalidateQueries({ queryKey: keys.inboxes });
    onMade(inbox);
  });
  return (
    <form className={styles.card} onSubmit={(event) => { event.preventDefault(); if (filled) void submit(); }}>
      <div className={styles.block}>
        <div className={styles.intro}><ChannelTile channel={offer.channel} size={32} hidden /><div><h1 className="head">{offerName(offer.channel)}</h1><p className="muted">{t`Secrets are kept encrypted and are never shown again.`}</p></div></div>
        {decisive ? line(decisive) : null}
        <ChannelGuide channel={offer.channel} values={values} />
        <TextField label={offer.channel === 'webchat' ? t`Name that visitors read` : t`Name in this desk`} value={name} autoFocus required maxLength={200} onChange={(event) => onGive({ name: event.target.value, values })} error={saving.faultOf('name')} help={offer.channel === 'webchat' ? t`Stands above the chat, and in this desk. For example: your shop` : t`For example: customer service`} />
        {fields.filter((field) => field !== decisive && (field.required || !isRare(field.name))).map(line)}
        <RareFields fields={fields.filter((field) => !field.required && isRare(field.name))} faultOf={saving.faultOf} line={line} />
        <SettingsFault saving={saving} />
      </div>
      <footer className={styles.foot}>{before ? null : <Button onClick={onBack}>{t`Back`}</Button>}<span className="end"><Button type="submit" variant="primary" disabled={!filled || saving.busy}>{t`Continue`}<Keys keys="Enter" /></Button></span></footer>
    </form>
  );
}

// Until somebody works in it, only admins and leads see what comes in.
function MembersStep({ inbox, onBack, onDone }: { inbox: Inbox; onBack: () => void; onDone: () => void }) {
  return (
    <MembersCard inboxId={inbox.id} ending={{ onBack, onDone }} />
  );
}

export function ConnectWizard() {
  const [, go] = useLocation();
  const { data: offers } = useQuery({ queryKey: ['channels'], queryFn: async () => (await listChannels()).items });
  const [offer, setOffer] = useState<ChannelOffer | undefined>(undefined);
  const [made, setMade] = useState<Inbox | undefined>(undefined);
  const [ours] = useState((): Record<string, string> => ({ verify_token: newVerifyToken(), ...newWebhookSecrets() }));
  const [step, setStep] = useState(0);
  const [given, give] = useState<Details>({ name: '', values: {} });
  const channel = offer ? offerName(offer.channel) : '';
  const choose = (next: ChannelOffer) => { if (next.channel !== offer?.channel) give({ name: given.name, values: usualValues(next.channel) }); setOffer(next); setStep(1); };
  const keep = (inbox: Inbox) => { setMade(inbox); setStep(2); };
  return (
    <SettingsFrame title={channel ? t`Connect ${channel}` : t`Connect channel`} above={{ words: t`Channels`, path: '/settings/channels' }}>
      <div className={styles.wizard}>
        <Steps now={step} channel={offer?.channel} />
        <main>
          {step === 0 ? <ChooseStep offers={offers ?? []} onChoose={choose} /> : null}
          {step === 1 && offer ? <DetailsStep offer={offer} given={given} onGive={give} inbox={made} made={ours} onBack={() => setStep(0)} onMade={keep} /> : null}
          {step === 2 && made && made.channel !== 'api' ? <WebhookStep inbox={made} verifyToken={ours.verify_token ?? ''} addressKey={ours.webhook_secret ?? ''} onBack={() => setStep(1)} onDone={() => setStep(3)} /> : null}
          {step === 2 && made?.channel === 'api' ? <OwnChannelStep inbox={made} secrets={ours} onBack={() => setStep(1)} onDone={() => setStep(3)} /> : null}
          {step === 3 && made ? <MembersStep inbox={made} onBack={() => setStep(2)} onDone={() => go(`/settings/channels/${made.id}`)} /> : null}
        </main>
        {made && step === 2 && isAtMeta(made.channel) ? <aside><Banner tone="accent">{t`No message? Mostly the field “messages” is still off at Meta.`}</Banner></aside> : null}
      </div>
    </SettingsFrame>
  );
}
