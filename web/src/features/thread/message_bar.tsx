// What one can do with a message: quote it, or react to it. Shown on it, or when it has the focus.
import { t } from '@lingui/core/macro';
import { CornerUpLeft, SmilePlus } from 'lucide-react';
import { useState } from 'react';
import type { Capabilities, Message } from '../../api/types';
import { react } from '../../state/message_actions';
import { quote } from '../../state/screen';
import { IconButton } from '../../ui/icon_button';
import { Popover } from '../../ui/popover';
import styles from './message.module.css';

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

function Reactions({ message }: { message: Message }) {
  const [open, setOpen] = useState(false);
  const mine = message.reactions.find((reaction) => reaction.sender.type === 'user')?.emoji;
  const choose = (emoji: string) => { setOpen(false); react(message, emoji === mine ? '' : emoji); };
  return (
    <Popover label={t`Reaction`} open={open} onOpenChange={setOpen} align="center" side="top" trigger={<IconButton of={SmilePlus} size="mini" iconSize={14} label={t`React`} />}>
      <div className={styles.emojis}>
        {emojis.map((emoji) => <button key={emoji} type="button" aria-label={emoji} aria-pressed={emoji === mine} onClick={() => choose(emoji)}>{emoji}</button>)}
      </div>
    </Popover>
  );
}

export function MessageBar({ message, capabilities }: { message: Message; capabilities: Capabilities | undefined }) {
  if (!capabilities || message.kind !== 'message' || message.deleted_at || !message.external_id) return null;
  return (
    <span className={styles.bar}>
      {capabilities.replies ? <IconButton of={CornerUpLeft} size="mini" iconSize={14} label={t`Reply to this`} onClick={() => quote(message.conversation_id, message)} /> : null}
      {capabilities.reactions ? <Reactions message={message} /> : null}
    </span>
  );
}
