// Where an answer or a note is written. What it allows comes from the channel's capabilities alone.
import { plural, t } from '@lingui/core/macro';
import { Building2, Feather, Lock, Reply, StickyNote, X, type LucideIcon } from 'lucide-react';
import { Suspense, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { Capabilities, ComposeMode, Contact, ContactIdentity, Conversation } from '../../api/types';
import { useNowUntil } from '../../state/clock';
import { standing, type Standing } from '../../state/compose';
import type { DraftSlot } from '../../state/draft';
import { draftKey, loadDrafts, saveDraft, slotOf, typeDraft, useDraft } from '../../state/drafts';
import { blanksOf } from '../../state/fill';
import { forgetTemplate, quote, setMode, useScreen } from '../../state/screen';
import { useInbox } from '../../state/desk';
import type { Container } from '../../state/recording';
import { showToast } from '../../state/toasts';
import { useUploads } from '../../state/uploads';
import { ChannelTile } from '../../ui/channel_tile';
import { classes } from '../../ui/classes';
import { contentWords } from '../../ui/content_words';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { lazily } from '../../ui/lazily';
import { numberWords } from '../../ui/number_words';
import { dateWords, momentWords } from '../../ui/time_words';
import { WindowClock } from '../../ui/window_clock';
import { smsRoom } from '../../state/text_length';
import { PublicBar, useAnswering, type Answering } from './answered_bar';
import { DraftConflict, LostRace } from './conflict';
import { Files } from './files';
import { SendButtons } from './send_buttons';
import { takeFiles } from './take_files';
import { usePublicGuard } from './public_guard';
import { ReplyAllChoice, SubjectLine, useReplyAll } from './reply_all';
import { ReplyBy, ReplyByWarning, useAddresses } from './reply_by';
import { TextBox } from './text_box';
import { Tools } from './tools';
import { useSending, type Sending, type Way } from './use_sending';
import { useTyping } from './use_typing';
import styles from './composer.module.css';
import { contactName } from '../../state/contact_name';

const VoiceBar = lazily(async () => (await import('./voice_bar')).VoiceBar);
const SideQuestionWriter = lazily(async () => (await import('./side_question')).SideQuestionWriter);
const TemplatePicker = lazily(async () => (await import('./template_picker')).TemplatePicker);

export interface ComposerProps {
  conversation: Conversation;
  capabilities: Capabilities;
  onLeave: () => void;
  onDone: () => void;
}

function Tab({ of, chosen, onChoose, children }: { of: LucideIcon; chosen: boolean; onChoose: () => void; children: ReactNode }) {
  return <button type="button" role="tab" aria-selected={chosen} className={styles.tab} onClick={onChoose}><Icon of={of} size={14} />{children}</button>;
}

function WindowChip({ conversation, mode, capabilities, children }: { conversation: Conversation; mode: ComposeMode; capabilities: Capabilities; children?: ReactNode }) {
  if (mode === 'side_question') return <span className={styles.chip}><Icon of={Lock} size={14} />{t`not to the customer`}</span>;
  if (mode === 'note') return <span className={styles.chip}><Icon of={Lock} size={14} />{t`colleagues only`}</span>;
  return (
    <span className={styles.chip}>
      <ChannelTile channel={conversation.channel} isPublic={conversation.public} size={16} hidden />
      {conversation.public ? t`Public` : t`Private`}
      {conversation.reply_window_ends_at && !conversation.public ? <><span className="hint">·</span><WindowClock endsAt={conversation.reply_window_ends_at} lateEndsAt={conversation.late_reply_window_ends_at} wholeHours={capabilities.reply_window_hours} /></> : null}
      {children}
    </span>
  );
}

function Quoted({ conversationId }: { conversationId: string }) {
  const message = useScreen((store) => store.quoted[conversationId]);
  if (!message) return null;
  return (
    <div className={styles.quoted}>
      <span className="grow clip"><b>{message.sender.name}</b>{message.text || contentWords(message.content_type)}</span>
      <IconButton of={X} size="mini" iconSize={12} label={t`Do not quote`} onClick={() => quote(conversationId, undefined)} />
    </div>
  );
}

function savedWords(slot: DraftSlot): string | undefined {
  if (slot.text === '' && slot.attachments.length === 0) return undefined;
  if (slot.failed) return t`draft not saved yet`;
  return slot.dirty || slot.saving ? undefined : t`draft saved`;
}

// How many text messages it becomes, and what still fits; of nothing, nothing is said.
function smsWords(text: string, { tooLong, limit }: Sending): string[] {
  if (text === '') return [];
  const { segments, left, special } = smsRoom(text);
  const most = plural(limit, { one: '# text message', other: '# text messages' });
  return [
    ...(special === undefined ? [] : [t`“${special}” is a special character: less fits in`]),
    tooLong ? t`more than ${most}` : plural(left, { one: '# character left', other: '# characters left' }),
    plural(segments, { one: '# text message', other: '# text messages' }),
  ];
}

function Count({ sending, slot, mode, capabilities, tone }: { sending: Sending; slot: DraftSlot; mode: ComposeMode; capabilities: Capabilities; tone: string | undefined }) {
  const isSms = mode === 'reply' && capabilities.text_unit === 'sms_segments';
  const parts = [
    mode === 'reply' && !isSms ? `${numberWords(sending.length)} / ${numberWords(sending.limit)}` : undefined,
    ...(isSms ? smsWords(slot.text, sending) : []),
    savedWords(slot),
  ].filter(Boolean);
  return <div className={styles.status}>{tone ? <Tone tone={tone} /> : null}<span className={classes(styles.count, sending.tooLong && styles.over)} role={sending.tooLong ? 'alert' : undefined}>{parts.join(' · ')}</span></div>;
}

// How people write in this inbox, told by whoever leads it.
function Tone({ tone }: { tone: string }) {
  return <span className={styles.tone} title={tone}><Icon of={Feather} size={12} /><span className="sr">{t`Tone here:`}</span><span>{tone}</span></span>;
}

function OptedOutBar() {
  return <div className={styles.closed} role="status"><Icon of={Lock} size={14} /><span><b>{t`This customer wants no messages here.`}</b>{' '}{t`A reply is possible when the customer asks for them again.`}</span></div>;
}

function ErasedBar({ at }: { at: string | undefined }) {
  const day = at ? dateWords(at) : '';
  return <div className={styles.closed} role="status"><Icon of={Lock} size={14} /><span><b>{t`This customer’s data were erased on ${day}.`}</b>{' '}{t`Nobody can be written to here any more. Notes for colleagues are possible.`}</span></div>;
}

function AnsweredOnceBar() {
  return <div className={styles.closed} role="status"><Icon of={Lock} size={14} /><span><b>{t`A comment can be answered in private once.`}</b>{' '}{t`When the customer answers, that comes in over Messenger: connect the page’s Messenger to go on here.`}</span></div>;
}

// A window opens with what the customer writes; where nothing came in yet, none was ever shut.
function NotOpenYetBar({ kind }: { kind: Standing }) {
  return (
    <div className={styles.closed} role="status">
      <Icon of={Lock} size={14} />
      <span>
        <b>{t`The customer has not answered here yet.`}</b>{' '}
        {kind === 'template_only' ? t`Until then only an approved template may be sent.` : t`As soon as that happens you can write.`}
      </span>
    </div>
  );
}

function ClosedBar({ conversation, kind }: { conversation: Conversation; kind: Standing }) {
  const now = useNowUntil(conversation.reply_window_ends_at);
  if (kind === 'opted_out') return <OptedOutBar />;
  if (kind === 'answered_once') return <AnsweredOnceBar />;
  if (kind === 'erased') return <ErasedBar at={conversation.contact.erased_at} />;
  const ended = conversation.reply_window_ends_at;
  if (!ended) return <NotOpenYetBar kind={kind} />;
  const when = momentWords(ended, now);
  return (
    <div className={styles.closed} role="status">
      <Icon of={Lock} size={14} />
      <span>
        <b>{new Date(ended).getTime() <= now ? t`The window has been closed since ${when}.` : t`The window is closed.`}</b>{' '}
        {kind === 'template_only' ? t`Only an approved template may be sent now.` : t`A reply is possible when the customer writes again.`}
      </span>
    </div>
  );
}

// A blank that nobody filled is not sent: it is selected, and said.
function stopsAtBlank(box: HTMLTextAreaElement | null, text: string): boolean {
  const blank = blanksOf(text)[0];
  if (!blank) return false;
  const name = text.slice(blank.from, blank.to);
  box?.focus();
  box?.setSelectionRange(blank.from, blank.to);
  showToast({ text: t`${name} is still to be filled in.`, tone: 'error' });
  return true;
}

interface WriterProps extends ComposerProps {
  contact: Contact | undefined;
  elsewhere: ContactIdentity | undefined;
  answering: Answering;
  mode: ComposeMode;
  box: RefObject<HTMLTextAreaElement | null>;
}

function Writer({ conversation, contact, capabilities, mode, box, elsewhere, answering, onLeave, onDone }: WriterProps) {
  const draft = draftKey(conversation.id, mode);
  const slot = useDraft(draft);
  const [takenBy, setTakenBy] = useState<{ by: string | undefined } | undefined>(undefined);
  const tone = useInbox(elsewhere?.inbox_id ?? conversation.inbox_id)?.tone;
  const uploading = useUploads((store) => store.uploads.some((one) => one.draft === draft && !one.fault));
  const toAll = useReplyAll(conversation, contact);
  const [subject, setSubject] = useState('');
  const sending = useSending(conversation, mode, slot, capabilities, uploading, { elsewhere, cc: toAll.cc, subject, answered: answering.answered });
  const typing = useTyping(conversation, mode, (by) => setTakenBy({ by }));
  const onType = (text: string) => { typeDraft(draft, text); if (text !== '') typing(); };
  const guard = usePublicGuard(conversation, mode, slot.text.trim(), answering.answered);
  const go = (way: Way) => { if (sending.submit(way)) { toAll.choose(false); if (way.then === 'stay') box.current?.focus(); else onDone(); } };
  const submit = (way: Way) => {
    if (!sending.maySend || stopsAtBlank(box.current, slot.text)) return;
    if (guard.passes(() => go(way))) go(way);
  };
  const [voice, setVoice] = useState<Container | undefined>(undefined);
  const customer = contactName(conversation.contact);
  const onFiles = (files: Iterable<File>) => takeFiles(draft, files, capabilities);
  return (
    <>
      {guard.dialog}
      {takenBy ? <LostRace conversationId={conversation.id} by={takenBy.by} onDone={() => setTakenBy(undefined)} /> : null}
      <DraftConflict slot={slot} draft={draft} />
      {mode === 'reply' && elsewhere?.channel === 'email' ? <SubjectLine value={subject} onChange={setSubject} /> : null}
      {mode === 'reply' && !elsewhere ? <ReplyAllChoice {...toAll} /> : null}
      {mode === 'reply' && !answering.answered ? <Quoted conversationId={conversation.id} /> : null}
      <TextBox ref={box} conversation={conversation} text={slot.text} mode={mode} label={mode === 'note' ? t`Note for colleagues` : t`Reply to ${customer}`} placeholder={mode === 'note' ? t`Only colleagues see this` : t`Write a reply`} onType={onType} onFiles={onFiles} onSend={submit} onStep={answering.step} onLeave={onLeave} onBlur={() => void saveDraft(draft)} />
      {mode === 'reply' ? <Files attachments={slot.attachments} draft={draft} /> : null}
      {voice && mode === 'reply' ? <Suspense fallback={null}><VoiceBar container={voice} onFile={(file) => onFiles([file])} onClose={() => { setVoice(undefined); box.current?.focus(); }} /></Suspense> : null}
      <Count sending={sending} slot={slot} mode={mode} capabilities={capabilities} tone={mode === 'reply' ? tone : undefined} />
      <div className={styles.tools}>
        <Tools {...(mode === 'reply' && capabilities.media.length > 0 ? { onFiles, capabilities } : {})} onVoice={setVoice} onInsert={(text) => { onType(slotOf(draft).text + text); box.current?.focus(); }} />
        <SendButtons conversation={conversation} mode={mode} mayPlan={!elsewhere} disabled={!sending.maySend} onSend={submit} />
      </div>
    </>
  );
}

// Loads what was left here earlier, and saves what is here when one leaves.
function useKeptDrafts(conversationId: string): void {
  useEffect(() => {
    loadDrafts(conversationId).catch(() => undefined);
    return () => { void saveDraft(draftKey(conversationId, 'reply')); void saveDraft(draftKey(conversationId, 'note')); void saveDraft(draftKey(conversationId, 'side_question')); };
  }, [conversationId]);
}

function useFocusWhenAsked(conversationId: string, box: RefObject<HTMLElement | null>, root: RefObject<HTMLElement | null>): void {
  const asked = useScreen((store) => store.composerFocus === conversationId);
  useEffect(() => {
    if (!asked) return;
    useScreen.setState({ composerFocus: undefined });
    const target = box.current ?? root.current?.querySelector<HTMLElement>('input, textarea');
    target?.focus();
  }, [asked, box, root]);
}

export function Composer(props: ComposerProps) {
  const { conversation, capabilities, onLeave, onDone } = props;
  const mode = useScreen((store) => store.modes[conversation.id]) ?? 'reply';
  const now = useNowUntil(conversation.late_reply_window_ends_at ?? conversation.reply_window_ends_at);
  const root = useRef<HTMLElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const { contact, others } = useAddresses(conversation);
  const [chosen, choose] = useState<ContactIdentity | undefined>(undefined);
  const elsewhere = mode === 'reply' ? others.find(({ id }) => id === chosen?.id) : undefined;
  const there = useInbox(elsewhere?.inbox_id ?? '')?.capabilities;
  const refused = useScreen((store) => store.templateAsked[conversation.id]) === (conversation.reply_window_ends_at ?? '');
  const kind = elsewhere ? 'free' : refused && capabilities.templates && !conversation.public ? 'template_only' : standing(conversation, capabilities, now);
  const closed = mode === 'reply' && kind !== 'free';
  const answering = useAnswering(conversation, mode === 'reply' && capabilities.replies, useDraft(draftKey(conversation.id, 'reply')).text);
  const by = { conversation, others, chosen: elsewhere, onChoose: choose };
  useKeptDrafts(conversation.id);
  useFocusWhenAsked(conversation.id, box, root);
  const turn = (next: ComposeMode) => { void saveDraft(draftKey(conversation.id, mode)); setMode(conversation.id, next); };
  return (
    <section ref={root} className={classes(styles.composer, mode === 'note' && styles.note, mode === 'side_question' && styles.desk, conversation.public && mode === 'reply' && styles.public)} aria-label={t`Write`}>
      {conversation.public && mode === 'reply' && !closed ? <PublicBar channel={conversation.channel} answering={answering} /> : null}
      {closed ? <ClosedBar conversation={conversation} kind={kind} /> : null}
      {mode === 'reply' ? <ReplyByWarning {...by} contact={contact} /> : null}
      <div className={styles.tabs}>
        <div role="tablist" aria-label={t`What to write`} className={styles.tabList}>
          <Tab of={Reply} chosen={mode === 'reply'} onChoose={() => turn('reply')}>{closed && kind === 'template_only' ? t`Template` : t`Reply`}</Tab>
          <Tab of={StickyNote} chosen={mode === 'note'} onChoose={() => turn('note')}>{t`Note`}</Tab>
          {kind === 'erased' ? null : <Tab of={Building2} chosen={mode === 'side_question'} onChoose={() => turn('side_question')}>{t`Back office`}</Tab>}
        </div>
        <WindowChip conversation={conversation} mode={mode} capabilities={capabilities}><ReplyBy {...by} /></WindowChip>
      </div>
      {mode === 'side_question' ? <Suspense fallback={null}><SideQuestionWriter key={`${conversation.id}/${mode}`} conversation={conversation} box={box} onLeave={onLeave} /></Suspense> : closed
        ? kind === 'template_only' ? <Suspense fallback={null}><TemplatePicker key={conversation.id} conversation={conversation} onSent={() => forgetTemplate(conversation.id)} onLeave={() => { forgetTemplate(conversation.id); onLeave(); }} /></Suspense> : null
        : <Writer key={`${conversation.id}/${mode}`} elsewhere={elsewhere} answering={answering} contact={contact} conversation={conversation} capabilities={there ?? capabilities} mode={mode} box={box} onLeave={onLeave} onDone={onDone} />}
    </section>
  );
}
