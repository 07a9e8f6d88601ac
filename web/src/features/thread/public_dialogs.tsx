// Answering a public message in private, and taking one away.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { postPrivateReply } from '../../api/messages';
import type { Message } from '../../api/types';
import { knownConversation } from '../../state/cache';
import { useInbox } from '../../state/desk';
import { newClientId } from '../../state/ids';
import { remove } from '../../state/message_actions';
import { inboxPath } from '../../state/route';
import { textLength } from '../../state/text_length';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { previewWords } from '../../ui/content_words';
import { Dialog } from '../../ui/dialog';
import { TextAreaField } from '../../ui/field';
import { numberWords } from '../../ui/number_words';
import { useSave } from '../../ui/use_save';
import styles from './message.module.css';

interface PublicDialogProps {
  message: Message;
  open: boolean;
  onClose: () => void;
}

export function PrivateReply({ message, open, onClose }: PublicDialogProps) {
  const [, go] = useLocation();
  const [text, setText] = useState('');
  // One id for all tries: however often it is sent, it is one message.
  const [clientId, setClientId] = useState(newClientId);
  const saving = useSave();
  const inbox = useInbox(knownConversation(message.conversation_id)?.inbox_id ?? '');
  const limit = inbox?.capabilities.text_max;
  const length = textLength(text.trim(), inbox?.capabilities.text_unit ?? 'characters');
  const tooLong = limit !== undefined && length > limit;
  const name = message.sender.name || t`Customer`;
  const submit = () => saving.run(async () => {
    const sent = await postPrivateReply(message.id, clientId, text.trim());
    setText('');
    setClientId(newClientId());
    onClose();
    go(inboxPath({ kind: 'all' }, sent.conversation_id));
  });
  return (
    <Dialog open={open} onClose={onClose} title={t`Go on in private with ${name}`} description={t`Only this customer reads it. The conversation goes on in a thread of its own.`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={text.trim() === '' || tooLong || saving.busy} onClick={() => void submit()}>{t`Send privately`}</Button></>}>
      <blockquote className={styles.quote}><b>{name}</b>{previewWords(message)}</blockquote>
      <TextAreaField label={t`Private message`} rows={4} value={text} help={limit === undefined ? undefined : `${numberWords(length)} / ${numberWords(limit)}`} error={tooLong ? t`This is too long.` : undefined} onChange={(event) => setText(event.target.value)} />
      {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
    </Dialog>
  );
}

export function Removal({ message, open, onClose }: PublicDialogProps) {
  const confirm = () => { remove(message); onClose(); };
  return (
    <Dialog open={open} onClose={onClose} title={t`Remove this message from the platform?`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="danger" onClick={confirm}>{t`Remove`}</Button></>}>
      <p>{t`It disappears for everybody, and its text here too. This cannot be undone.`}</p>
    </Dialog>
  );
}
