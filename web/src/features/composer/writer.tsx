// The box with all that belongs to it: files, a voice, what is quoted, the count and the buttons that send.
import { t } from '@lingui/core/macro';
import { X } from 'lucide-react';
import { Suspense, useMemo, useState, type RefObject } from 'react';
import type { Capabilities, ComposeMode, Contact, ContactIdentity, Conversation } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { useInbox } from '../../state/desk';
import { draftKey, saveDraft, slotOf, typeDraft, useDraft } from '../../state/drafts';
import { blanksOf } from '../../state/fill';
import type { Container } from '../../state/recording';
import { knownOf, privateFacts, type Fact } from '../../state/private_facts';
import { quote, useScreen } from '../../state/screen';
import { showToast } from '../../state/toasts';
import { upload, useUploads } from '../../state/uploads';
import { contentWords } from '../../ui/content_words';
import { IconButton } from '../../ui/icon_button';
import { lazily } from '../../ui/lazily';
import type { Answering } from './answered_bar';
import { DraftConflict, LostRace } from './conflict';
import { CountLine } from './count_line';
import { Files } from './files';
import { PrivateLine } from './private_line';
import { usePublicGuard } from './public_guard';
import { ReplyAllChoice, SubjectLine, useReplyAll } from './reply_all';
import { SendButtons } from './send_buttons';
import { takeFiles } from './take_files';
import { TextBox } from './text_box';
import { Tools } from './tools';
import { useFocusWhenAsked } from './use_focus_when_asked';
import { useSending, type Way } from './use_sending';
import { useTyping } from './use_typing';
import styles from './composer.module.css';

const VoiceBar = lazily(async () => (await import('./voice_bar')).VoiceBar);

const nothingPrivate: readonly Fact[] = [];

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

export interface WriterProps {
  conversation: Conversation;
  capabilities: Capabilities;
  onLeave: () => void;
  onDone: (then: Way['then']) => void;
  contact: Contact | undefined;
  elsewhere: ContactIdentity | undefined;
  answering: Answering;
  mode: ComposeMode;
  box: RefObject<HTMLTextAreaElement | null>;
}

export function Writer({ conversation, contact, capabilities, mode, box, elsewhere, answering, onLeave, onDone }: WriterProps) {
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
  const isPublic = conversation.public && mode === 'reply';
  const facts = useMemo(() => (isPublic ? privateFacts(slot.text, knownOf(contact)) : nothingPrivate), [isPublic, slot.text, contact]);
  const guard = usePublicGuard(conversation, mode, slot.text.trim(), answering.answered, facts);
  const go = (way: Way) => { if (sending.submit(way)) { toAll.choose(false); if (way.then === 'stay') box.current?.focus(); else onDone(way.then); } };
  const submit = (way: Way) => {
    if (!sending.maySend || stopsAtBlank(box.current, slot.text)) return;
    if (guard.passes(() => go(way))) go(way);
  };
  useFocusWhenAsked(conversation.id, () => box.current);
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
      <TextBox ref={box} conversation={conversation} text={slot.text} marked={facts} mode={mode} label={mode === 'note' ? t`Note for colleagues` : t`Reply to ${customer}`} placeholder={mode === 'note' ? t`Only colleagues see this` : t`Write a reply`} onType={onType} onFiles={onFiles} onSend={submit} onStep={answering.step} onLeave={onLeave} onBlur={() => void saveDraft(draft)} />
      {mode === 'reply' ? <Files attachments={slot.attachments} draft={draft} /> : null}
      {voice && mode === 'reply' ? <Suspense fallback={null}><VoiceBar container={voice} onFile={(file) => (voice.sound ? upload(draft, file, voice.sound) : onFiles([file]))} onClose={() => { setVoice(undefined); box.current?.focus(); }} /></Suspense> : null}
      <PrivateLine facts={facts} />
      <CountLine sending={sending} slot={slot} mode={mode} capabilities={capabilities} tone={mode === 'reply' ? tone : undefined} />
      <div className={styles.tools}>
        <Tools {...(mode === 'reply' && capabilities.media.length > 0 ? { onFiles, capabilities } : {})} onVoice={setVoice} onInsert={(text) => { onType(slotOf(draft).text + text); box.current?.focus(); }} />
        <SendButtons conversation={conversation} mode={mode} mayPlan={!elsewhere} disabled={!sending.maySend} onSend={submit} />
      </div>
    </>
  );
}
