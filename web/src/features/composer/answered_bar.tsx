// What stands above the box wherever everybody reads along: that they do, and whom the reply answers.
import { t } from '@lingui/core/macro';
import { ChevronDown, Megaphone } from 'lucide-react';
import { useState } from 'react';
import type { Conversation, Message } from '../../api/types';
import { announce } from '../../state/announce';
import { answeredOf, choicesOf, commentsIn, stepFrom } from '../../state/answered';
import { contactName } from '../../state/contact_name';
import { quote, useScreen } from '../../state/screen';
import { useThread } from '../../state/threads';
import { channelName } from '../../ui/channel_name';
import { previewWords } from '../../ui/content_words';
import { Icon } from '../../ui/icon';
import { Menu, MenuChoice, MenuHeading } from '../../ui/menu';
import { clockTime } from '../../ui/time_words';
import styles from './composer.module.css';

export interface Answering {
  comments: Message[];
  // Absent where no comment stands, and in private.
  answered: Message | undefined;
  choose: (message: Message) => void;
  step: (step: 1 | -1) => void;
}

export function commenter(message: Message): string {
  return contactName({ name: message.sender.name ?? '' });
}

const none: Message[] = [];

// Once one writes, it stays whom one began to answer: another comment that comes in changes nothing.
export function useAnswering(conversation: Conversation, mayChoose: boolean, text: string): Answering {
  const { id } = conversation;
  const { data: thread } = useThread(id);
  const chosen = useScreen((store) => store.quoted[id]);
  const [held, setHeld] = useState<Message | undefined>(undefined);
  const comments = conversation.public && mayChoose && thread ? commentsIn(thread.items) : none;
  const answered = answeredOf(comments, chosen ?? held);
  if (text !== '' && !held && answered) setHeld(answered);
  if (text === '' && held) setHeld(undefined);
  const choose = (message: Message) => {
    const name = commenter(message);
    quote(id, message);
    announce(t`In answer to ${name}`);
  };
  const step = (by: 1 | -1) => { const next = stepFrom(comments, answered, by); if (next && next.id !== answered?.id) choose(next); };
  return { comments, answered, choose, step };
}

function Choice({ message, chosen, onChoose }: { message: Message; chosen: boolean; onChoose: () => void }) {
  return (
    <MenuChoice checked={chosen} onSelect={onChoose}>
      <span className={styles.comment}><b className="clip">{commenter(message)}</b><time className="hint micro num">{clockTime(message.platform_at ?? message.created_at)}</time><span className="hint small clip">{previewWords(message)}</span></span>
    </MenuChoice>
  );
}

function Whom({ comments, answered, choose }: Answering) {
  if (!answered) return null;
  const name = commenter(answered);
  const trigger = (
    <button type="button" className={styles.whom} aria-label={t`In answer to ${name}; choose another comment`} title={t`Another comment: Alt ↑ and Alt ↓ in the box`}>
      <b className="clip">{t`In answer to ${name}`}</b><Icon of={ChevronDown} size={12} />
    </button>
  );
  return (
    <div className={styles.answered}>
      <Menu label={t`Which comment is answered`} align="start" side="top" trigger={trigger}>
        <MenuHeading>{t`Which comment is answered`}</MenuHeading>
        {choicesOf(comments, answered).map((message) => <Choice key={message.id} message={message} chosen={message.id === answered.id} onChoose={() => choose(message)} />)}
      </Menu>
      <span className={styles.answeredWords} title={previewWords(answered)}>“{previewWords(answered)}”</span>
    </div>
  );
}

export function PublicBar({ channel, answering }: { channel: string; answering: Answering }) {
  const name = channelName(channel);
  return (
    <div className={styles.publicBar}>
      <Icon of={Megaphone} size={14} />
      <div className={styles.publicWords}>
        <span><b>{t`You post publicly on ${name}.`}</b>{' '}{t`Everybody can read this.`}</span>
        <Whom {...answering} />
      </div>
    </div>
  );
}
