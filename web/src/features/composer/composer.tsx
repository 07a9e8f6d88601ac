// Where an answer or a note is written. What it allows comes from the channel's capabilities alone.
import { t } from '@lingui/core/macro';
import { Building2, Lock, Reply, StickyNote, type LucideIcon } from 'lucide-react';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Capabilities, ComposeMode, ContactIdentity, Conversation } from '../../api/types';
import { useNowUntil } from '../../state/clock';
import { standing } from '../../state/compose';
import { useInbox } from '../../state/desk';
import { draftKey, loadDrafts, saveDraft, useDraft } from '../../state/drafts';
import { forgetTemplate, setMode, useScreen } from '../../state/screen';
import { ChannelTile } from '../../ui/channel_tile';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { lazily } from '../../ui/lazily';
import { WindowClock } from '../../ui/window_clock';
import { PublicBar, useAnswering } from './answered_bar';
import { BlockedBar, ClosedBar } from './closed_bar';
import { ReplyBy, ReplyByWarning, useAddresses } from './reply_by';
import type { Way } from './use_sending';
import { Writer } from './writer';
import styles from './composer.module.css';

const SideQuestionWriter = lazily(async () => (await import('./side_question')).SideQuestionWriter);
const TemplatePicker = lazily(async () => (await import('./template_picker')).TemplatePicker);

export interface ComposerProps {
  conversation: Conversation;
  capabilities: Capabilities;
  onLeave: () => void;
  onDone: (then: Way['then']) => void;
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

// Loads what was left here earlier, and saves what is here when one leaves.
function useKeptDrafts(conversationId: string): void {
  useEffect(() => {
    loadDrafts(conversationId).catch(() => undefined);
    return () => { void saveDraft(draftKey(conversationId, 'reply')); void saveDraft(draftKey(conversationId, 'note')); void saveDraft(draftKey(conversationId, 'side_question')); };
  }, [conversationId]);
}

// Nothing can be written here now: nobody waits for a box.
function useNoFocus(conversationId: string, hasNoBox: boolean): void {
  const asked = useScreen((store) => store.composerFocus === conversationId);
  useEffect(() => { if (asked && hasNoBox) useScreen.setState({ composerFocus: undefined }); }, [asked, hasNoBox]);
}

export function Composer(props: ComposerProps) {
  const { conversation, capabilities, onLeave, onDone } = props;
  const mode = useScreen((store) => store.modes[conversation.id]) ?? 'reply';
  const now = useNowUntil(conversation.late_reply_window_ends_at ?? conversation.reply_window_ends_at);
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
  useNoFocus(conversation.id, closed && kind !== 'template_only');
  const turn = (next: ComposeMode) => { void saveDraft(draftKey(conversation.id, mode)); setMode(conversation.id, next); };
  return (
    <section className={classes(styles.composer, mode === 'note' && styles.note, mode === 'side_question' && styles.desk, conversation.public && mode === 'reply' && styles.public)} aria-label={t`Write`}>
      {conversation.public && mode === 'reply' && !closed ? <PublicBar channel={conversation.channel} answering={answering} /> : null}
      {closed ? <ClosedBar conversation={conversation} kind={kind} /> : null}
      {contact ? <BlockedBar contact={contact} /> : null}
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
