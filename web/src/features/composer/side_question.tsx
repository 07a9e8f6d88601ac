// A question to somebody without a seat: to whom, what, and which messages they get to see beside it. Nothing else of the
// customer leaves.
import { plural, t } from '@lingui/core/macro';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Conversation, Message } from '../../api/types';
import { clearDraft, draftKey, saveDraft, typeDraft, useDraft } from '../../state/drafts';
import { useInboxes } from '../../state/desk';
import { newClientId } from '../../state/ids';
import { mayLead, useMe } from '../../state/session';
import { ask, fillSideForm, useSideForm, type SideForm } from '../../state/side_questions';
import { useThread } from '../../state/threads';
import { Button } from '../../ui/button';
import { contentWords } from '../../ui/content_words';
import { Keys } from '../../ui/kbd';
import { clockTime } from '../../ui/time_words';
import { useFocusWhenAsked } from './use_focus_when_asked';
import styles from './composer.module.css';

const mostOffered = 12;
const questionMax = 10_000;

function Offered({ message, chosen, onChoose }: { message: Message; chosen: boolean; onChoose: () => void }) {
  const who = message.direction === 'in' ? t`Customer` : t`We`;
  return (
    <label className={styles.beside}>
      <input type="checkbox" checked={chosen} onChange={onChoose} />
      <span className="clip"><b>{who}</b> {message.text || contentWords(message.content_type)}</span>
      <span className="end hint num">{clockTime(message.platform_at ?? message.created_at)}</span>
    </label>
  );
}

function Beside({ conversationId, chosen, onChoose }: { conversationId: string; chosen: string[]; onChoose: (id: string) => void }) {
  const messages = (useThread(conversationId).data?.items ?? []).filter(({ kind, deleted_at: deleted }) => kind === 'message' && !deleted).slice(-mostOffered).reverse();
  if (messages.length === 0) return null;
  return (
    <details className={styles.besides}>
      <summary>{chosen.length === 0 ? t`Show messages beside it` : plural(chosen.length, { one: '# message beside it', other: '# messages beside it' })}</summary>
      <div>{messages.map((message) => <Offered key={message.id} message={message} chosen={chosen.includes(message.id)} onChoose={() => onChoose(message.id)} />)}</div>
    </details>
  );
}

// Whether the desk can mail the link: sure where a channel for mail is seen, or where all are seen and none is one.
function useMailing(): 'mails' | 'no_mail' | 'unknown' {
  const inboxes = useInboxes().data;
  const me = useMe();
  if (!inboxes) return 'unknown';
  if (inboxes.some(({ channel, needs_reauthorization: lost }) => channel === 'email' && !lost)) return 'mails';
  return mayLead(me) ? 'no_mail' : 'unknown';
}

function wayWords(mailing: ReturnType<typeof useMailing>): string {
  switch (mailing) {
    case 'mails': return t`A link by e-mail: one answer, within a week`;
    case 'no_mail': return t`No channel here can mail: you get a link to pass on. One answer, within a week`;
    case 'unknown': return t`A link by e-mail, or to pass on where none can be sent: one answer, within a week`;
  }
}

export function SideQuestionWriter({ conversation, box, onLeave }: { conversation: Conversation; box: RefObject<HTMLTextAreaElement | null>; onLeave: () => void }) {
  const draft = draftKey(conversation.id, 'side_question');
  const { text } = useDraft(draft);
  const { name, email, chosen } = useSideForm(conversation.id);
  const fill = (change: Partial<SideForm>) => fillSideForm(conversation.id, change);
  const mailing = useMailing();
  const [asking, setAsking] = useState(false);
  const clientId = useRef(newClientId());
  const form = useRef<HTMLFormElement>(null);
  useFocusWhenAsked(conversation.id, () => box.current);
  const choose = (id: string) => fill({ chosen: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  const complete = name.trim() !== '' && email.includes('@') && text.trim() !== '';
  const submit = async () => {
    if (!complete || asking || !form.current?.reportValidity()) return;
    setAsking(true);
    const done = await ask(conversation.id, { client_id: clientId.current, name: name.trim(), email: email.trim(), text: text.trim(), message_ids: chosen }, mailing === 'no_mail');
    setAsking(false);
    if (!done) return;
    clientId.current = newClientId();
    clearDraft(draft);
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void submit(); }
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); onLeave(); }
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={form} className={styles.side} onSubmit={(event) => { event.preventDefault(); void submit(); }} onKeyDown={onKeyDown}>
      <div className={styles.sideWho}>
        <input type="text" aria-label={t`Name of who is asked`} placeholder={t`Name or department`} maxLength={80} value={name} onChange={(event) => fill({ name: event.target.value })} />
        <input type="email" aria-label={t`E-mail address of who is asked`} placeholder={t`E-mail address`} maxLength={320} value={email} onChange={(event) => fill({ email: event.target.value })} />
      </div>
      <textarea ref={box} className={styles.text} aria-label={t`Question to the back office`} placeholder={t`What do you want to know? The customer does not see this`} maxLength={questionMax} value={text} onChange={(event) => typeDraft(draft, event.target.value)} onBlur={() => void saveDraft(draft)} />
      <Beside conversationId={conversation.id} chosen={chosen} onChoose={choose} />
      <div className={styles.tools}>
        <span className={styles.hint}>{wayWords(mailing)}</span>
        <span className="end"><Button type="submit" disabled={!complete || asking}>{t`Ask question`}<Keys keys="Ctrl+Enter" /></Button></span>
      </div>
    </form>
  );
}
