// Writing first: to whom, from which inbox, and what. A mail, a text message, or a template where the channel wants one.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { UserRound } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useLocation } from 'wouter';
import { getContact, listContacts } from '../../api/contacts';
import { beginConversation, type FirstWords } from '../../api/conversations';
import { search } from '../../api/search';
import type { Contact, Conversation, Template } from '../../api/types';
import { keepConversation, keys, queryClient } from '../../state/cache';
import { contactName, identityWords } from '../../state/contact_name';
import { useInboxes } from '../../state/desk';
import { refusalWords } from '../../state/elsewhere';
import { newClientId } from '../../state/ids';
import { inboxPath } from '../../state/route';
import { useScreen } from '../../state/screen';
import { choiceOf, isFilled, variableKey, type Values } from '../../state/template';
import { textLength } from '../../state/text_length';
import { Avatar } from '../../ui/avatar';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextAreaField, TextField } from '../../ui/field';
import { Keys } from '../../ui/kbd';
import { numberWords } from '../../ui/number_words';
import { keyOf, TemplateList, useTemplates } from '../composer/template_picker';
import { TemplateFill } from '../composer/template_fill';
import composer from '../composer/composer.module.css';
import { formOf, isEmail, isPhone, waysOf, type Way } from './reach';
import styles from './start.module.css';

const mostFound = 6;

// By name and number as the list of contacts finds them, and by mail address as the search does.
async function findContacts(typed: string): Promise<Contact[]> {
  const bySearch = search(typed, undefined, AbortSignal.timeout(5000)).then(({ contacts }) => contacts, () => []);
  const [named, found] = await Promise.all([listContacts(typed, undefined), bySearch]);
  return [...found, ...named.items].filter((one, index, all) => all.findIndex(({ id }) => id === one.id) === index).slice(0, mostFound);
}

// With whom one was last in touch, of what this screen knows.
function lastMet(): string[] {
  const known = queryClient.getQueriesData<Conversation>({ queryKey: ['conversation'] }).flatMap(([, one]) => (one?.contact ? [one] : []));
  known.sort((left, right) => right.last_activity_at.localeCompare(left.last_activity_at));
  return [...new Set(known.map(({ contact }) => contact.id))].slice(0, mostFound);
}

function findRecent(): Promise<Contact[]> {
  return Promise.all(lastMet().map((id) => getContact(id).catch(() => undefined))).then((all) => all.filter((one) => one !== undefined));
}

function Someone({ contact }: { contact: Contact }) {
  const address = contact.phone_formatted ?? contact.phone ?? contact.email ?? contact.identities.map(identityWords)[0];
  return <><Avatar name={contact.name} figure={UserRound} picture={contact.avatar_url} size={20} /><span className="clip medium">{contactName(contact)}</span><span className="hint small clip">{address}</span></>;
}

export function WhoField({ label, typed, onType, onChoose, without }: { label: string; typed: string; onType: (typed: string) => void; onChoose: (contact: Contact) => void; without?: string }) {
  const sought = useDeferredValue(typed.trim());
  const { data: all } = useQuery({ queryKey: ['to', sought], queryFn: () => (sought === '' ? findRecent() : findContacts(sought)), enabled: sought.length !== 1, staleTime: 10_000 });
  const data = all?.filter(({ id }) => id !== without);
  const isAddress = without !== undefined || isEmail(typed) || isPhone(typed);
  return (
    <div className={styles.who}>
      <TextField label={label} value={typed} autoComplete="off" placeholder={t`Name, number or e-mail address`} help={sought.length > 1 && data?.length === 0 && !isAddress ? t`Nobody is found. Type a whole number or e-mail address to write to somebody new.` : undefined} onChange={(event) => onType(event.target.value)} />
      {data && data.length > 0 ? <ul className={styles.found} aria-label={sought === '' ? t`Recent` : t`Contacts`}>{data.map((contact) => <li key={contact.id}><button type="button" onClick={() => onChoose(contact)}><Someone contact={contact} /></button></li>)}</ul> : null}
    </div>
  );
}

interface Words {
  subject: string;
  text: string;
  template: Template | undefined;
  values: Values;
}

const nothing: Words = { subject: '', text: '', template: undefined, values: {} };

function TemplatePart({ inboxId, words: { template, values }, set }: { inboxId: string; words: Words; set: (change: Partial<Words>) => void }) {
  const { data: templates } = useTemplates(inboxId);
  if (!templates) return <p className="hint">{t`Loading templates`}</p>;
  if (templates.length === 0) return <Banner tone="risk">{t`This number has no templates yet. Who never wrote here can be written to with an approved template only; make one at the platform.`}</Banner>;
  return (
    <div className={composer.templates}>
      <TemplateList templates={templates} chosen={template && keyOf(template)} onChoose={(key) => set({ template: templates.find((one) => keyOf(one) === key), values: {} })} inboxId={inboxId} />
      <div className={composer.templateFill}>{template ? <TemplateFill template={template} values={values} onFill={(variable, value) => set({ values: { ...values, [variableKey(variable)]: value } })} /> : <p className="hint small">{t`Choose a template.`}</p>}</div>
    </div>
  );
}

function WordsPart({ way, words, set }: { way: Way; words: Words; set: (change: Partial<Words>) => void }) {
  const form = formOf(way);
  const { capabilities } = way.inbox;
  if (form === 'template') return <TemplatePart key={way.inbox.id} inboxId={way.inbox.id} words={words} set={set} />;
  const length = textLength(words.text, capabilities.text_unit);
  const most = numberWords(capabilities.text_max);
  const tooLong = length > capabilities.text_max ? t`This is too long: at most ${most}.` : undefined;
  return (
    <>
      {form === 'mail' ? <TextField label={t`Subject`} value={words.subject} maxLength={200} onChange={(event) => set({ subject: event.target.value })} /> : null}
      <TextAreaField label={t`Message`} rows={form === 'mail' ? 8 : 4} value={words.text} error={tooLong} onChange={(event) => set({ text: event.target.value })} />
    </>
  );
}

function isReady(way: Way | undefined, words: Words): boolean {
  if (!way) return false;
  if (formOf(way) === 'template') return words.template !== undefined && isFilled(words.template, words.values);
  return words.text.trim() !== '' && textLength(words.text, way.inbox.capabilities.text_unit) <= way.inbox.capabilities.text_max;
}

function firstWords(way: Way, { subject, text, template, values }: Words): FirstWords {
  const to = way.identity ? { identity_id: way.identity.id } : { identity: { kind: way.kind ?? 'phone', value: way.to } };
  if (formOf(way) === 'template' && template) return { inbox_id: way.inbox.id, ...to, template: choiceOf(template, values) };
  return { inbox_id: way.inbox.id, ...to, text: text.trim(), ...(formOf(way) === 'mail' && subject.trim() !== '' ? { subject: subject.trim() } : {}) };
}

const wayKey = ({ inbox, to }: Way) => `${inbox.id} ${to}`;

function FromField({ ways, way, onChoose }: { ways: Way[]; way: Way; onChoose: (key: string) => void }) {
  return (
    <div className={styles.from}>
      <ChannelTile channel={way.inbox.channel} size={24} hidden />
      <span className="grow"><SelectField label={t`From`} value={wayKey(way)} onChange={onChoose} options={ways.map((one) => ({ value: wayKey(one), label: `${one.inbox.name} (${channelName(one.inbox.channel)}) → ${one.to}` }))} /></span>
    </div>
  );
}

interface Begun {
  send: () => void;
  busy: boolean;
  fault: string | undefined;
}

// A repetition after a lost answer carries the same key, until something else is to be sent.
function useBeginning(way: Way | undefined, words: Words, onClose: () => void): Begun {
  const [, go] = useLocation();
  const [attempt, setAttempt] = useState({ of: '', key: '' });
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const send = () => {
    if (!way || busy || !isReady(way, words)) return;
    const body = firstWords(way, words);
    const of = JSON.stringify(body);
    const key = attempt.of === of ? attempt.key : newClientId();
    setAttempt({ of, key });
    setBusy(true);
    setFault(undefined);
    beginConversation(key, body).then(({ conversation }) => {
      keepConversation(conversation);
      onClose();
      go(inboxPath({ kind: 'all' }, conversation.id));
    }, (error: unknown) => { setFault(refusalWords(error)); setBusy(false); });
  };
  return { send, busy, fault };
}

function useChosen(contactId: string | undefined): [Contact | undefined, (contact: Contact | undefined) => void] {
  const { data } = useQuery({ queryKey: keys.contact(contactId ?? ''), queryFn: () => getContact(contactId ?? ''), enabled: contactId !== undefined });
  const [chosen, choose] = useState<Contact | undefined | null>(null);
  return [chosen === null ? data : chosen, choose];
}

export function StartDialog({ contactId }: { contactId: string | undefined }) {
  const onClose = () => useScreen.setState({ starting: undefined });
  const inboxes = useInboxes().data ?? [];
  const [contact, choose] = useChosen(contactId);
  const [typed, setTyped] = useState('');
  const [from, setFrom] = useState('');
  const [words, setWords] = useState<Words>(nothing);
  const ways = waysOf(contact, typed, inboxes, identityWords);
  const way = ways.find((one) => wayKey(one) === from) ?? ways[0];
  const { send, busy, fault } = useBeginning(way, words, onClose);
  const isAddress = contact !== undefined || isEmail(typed) || isPhone(typed);
  return (
    <Dialog open onClose={onClose} title={t`New conversation`} width="wide" actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={busy || !isReady(way, words)} onClick={send}>{t`Send`}<Keys keys="Ctrl+Enter" /></Button></>}>
      {/* Ctrl+Enter works wherever the focus is inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form className={styles.form} aria-label={t`New conversation`} onSubmit={(event) => event.preventDefault()} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); } }}>
        {contact ? <div className={styles.chosen}><Someone contact={contact} /><Button size="mini" variant="ghost" onClick={() => { choose(undefined); setWords(nothing); }}>{t`Somebody else`}</Button></div> : <WhoField label={t`To`} typed={typed} onType={setTyped} onChoose={choose} />}
        {way ? <FromField ways={ways} way={way} onChoose={setFrom} /> : null}
        {isAddress && !way ? <Banner tone="risk">{t`None of your inboxes can begin a conversation with this address.`}</Banner> : null}
        {way ? <WordsPart way={way} words={words} set={(change) => setWords({ ...words, ...change })} /> : null}
        {fault ? <Banner tone="late" role="alert">{fault}</Banner> : null}
      </form>
    </Dialog>
  );
}
