// What one can do with a message: quote it, react to it, and where everybody reads it, answer in private, hide or
// remove it. Shown on it, or when it has the focus.
import { t } from '@lingui/core/macro';
import { BookmarkPlus, CornerUpLeft, Eye, EyeOff, Link2, MessageSquareLock, Plus, SmilePlus, Trash2 } from 'lucide-react';
import { Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Capabilities, Message } from '../../api/types';
import { goPrivate, useGoingPrivate } from '../../state/going_private';
import { hide, react } from '../../state/message_actions';
import { hasWordsToKeep } from '../../state/message_in_hand';
import { copyLink } from '../../state/message_link';
import { reactTo, useReacting } from '../../state/reacting';
import { quote, useScreen } from '../../state/screen';
import { IconButton } from '../../ui/icon_button';
import { lazily } from '../../ui/lazily';
import { Popover } from '../../ui/popover';
import { useKeyOf } from '../../ui/use_key_of';
import { PrivateReply, Removal } from './public_dialogs';
import styles from './message.module.css';

const EmojiPicker = lazily(async () => (await import('../../ui/emoji_picker')).EmojiPicker);

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

function Choices({ mine, onChoose }: { mine: string | undefined; onChoose: (emoji: string) => void }) {
  const [all, setAll] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => { row.current?.querySelector('button')?.focus(); }, []);
  if (all) return <Suspense fallback={null}><EmojiPicker chosen={mine} onChoose={onChoose} /></Suspense>;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  const shown = mine && !emojis.includes(mine) ? [mine, ...emojis] : emojis;
  return (
    <div ref={row} className={styles.emojis} role="toolbar" tabIndex={-1} aria-label={t`Reaction`} onKeyDown={onKeyDown}>
      {shown.map((emoji) => <button key={emoji} type="button" aria-label={emoji} aria-pressed={emoji === mine} onClick={() => onChoose(emoji)}>{emoji}</button>)}
      <IconButton of={Plus} label={t`More emoji`} onClick={() => setAll(true)} />
    </div>
  );
}

function Reactions({ message }: { message: Message }) {
  const open = useReacting((store) => store.to === message.id);
  const keys = useKeyOf('react');
  const mine = message.reactions.find((reaction) => reaction.sender.type === 'user')?.emoji;
  // The focus goes back to the message that was reacted to.
  const close = () => { reactTo(undefined); document.querySelector<HTMLElement>(`[data-message="${CSS.escape(message.id)}"]`)?.focus({ preventScroll: true }); };
  const choose = (emoji: string) => { close(); react(message, emoji === mine ? '' : emoji); };
  return (
    <Popover label={t`Reaction`} open={open} onOpenChange={(next) => (next ? reactTo(message.id) : close())} align="center" side="top" trigger={<IconButton of={SmilePlus} size="mini" iconSize={14} label={t`React`} keys={keys} />}>
      <Choices mine={mine} onChoose={choose} />
    </Popover>
  );
}

// The server says of each public message what may be done to it.
function PublicActions({ message, may }: { message: Message; may: NonNullable<Message['may']> }) {
  const goesPrivate = useGoingPrivate((store) => store.with === message.id);
  const [removing, setRemoving] = useState(false);
  const keys = useKeyOf('switch_side');
  // Who leaves the thread leaves the dialog too.
  useEffect(() => () => { if (useGoingPrivate.getState().with === message.id) goPrivate(undefined); }, [message.id]);
  return (
    <>
      {may.includes('private_reply') ? <IconButton of={MessageSquareLock} size="mini" iconSize={14} label={t`Go on in private`} keys={keys} onClick={() => goPrivate(message.id)} /> : null}
      {may.includes('hide') ? <IconButton of={message.hidden ? Eye : EyeOff} size="mini" iconSize={14} label={message.hidden ? t`Show to the public` : t`Hide from the public`} onClick={() => hide(message, !message.hidden)} /> : null}
      {may.includes('remove') ? <IconButton of={Trash2} size="mini" iconSize={14} label={t`Remove from the platform`} onClick={() => setRemoving(true)} /> : null}
      <PrivateReply message={message} open={goesPrivate} onClose={() => goPrivate(undefined)} />
      <Removal message={message} open={removing} onClose={() => setRemoving(false)} />
    </>
  );
}

export function MessageBar({ message, capabilities }: { message: Message; capabilities: Capabilities | undefined }) {
  const quoteKeys = useKeyOf('quote');
  const linkKeys = useKeyOf('link');
  const keepKeys = useKeyOf('keep_words');
  const answerable = capabilities && message.kind === 'message' && !message.deleted_at && message.external_id;
  return (
    <span className={styles.bar}>
      {answerable && capabilities.replies ? <IconButton of={CornerUpLeft} size="mini" iconSize={14} label={t`Reply to this`} keys={quoteKeys} onClick={() => quote(message.conversation_id, message)} /> : null}
      {answerable && capabilities.reactions ? <Reactions message={message} /> : null}
      <IconButton of={Link2} size="mini" iconSize={14} label={t`Copy link to this message`} keys={linkKeys} onClick={() => void copyLink(message.conversation_id, message.id)} />
      {capabilities && hasWordsToKeep(message) ? <IconButton of={BookmarkPlus} size="mini" iconSize={14} label={t`Make a canned response of this`} keys={keepKeys} onClick={() => useScreen.setState({ keeping: message })} /> : null}
      {answerable && message.may ? <PublicActions message={message} may={message.may} /> : null}
    </span>
  );
}
