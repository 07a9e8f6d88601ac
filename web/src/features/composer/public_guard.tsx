// Nothing is posted publicly by accident: before each reply a person sees what goes where, and says so.
import { t } from '@lingui/core/macro';
import { Megaphone, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ComposeMode, Conversation, Message } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { confirmPublic, useScreen } from '../../state/screen';
import type { Fact } from '../../state/private_facts';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel_name';
import { previewWords } from '../../ui/content_words';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { privateWords } from './private_line';
import styles from './composer.module.css';

export interface PublicGuard {
  // True when it may go at once; otherwise it goes when the person has said so.
  passes: (then: () => void) => boolean;
  dialog: ReactNode;
}

function Preview({ conversation, text, answered }: { conversation: Conversation; text: string; answered: Message | undefined }) {
  const customer = contactName(answered ? { name: answered.sender.name ?? '' } : conversation.contact);
  return (
    <>
      <p className="small muted">{t`In answer to ${customer}`}{answered ? `: “${previewWords(answered)}”` : null}</p>
      <blockquote className={styles.publicText}>{text}</blockquote>
    </>
  );
}

export function usePublicGuard(conversation: Conversation, mode: ComposeMode, text: string, answered: Message | undefined, facts: readonly Fact[]): PublicGuard {
  const [waiting, setWaiting] = useState(false);
  const [never, setNever] = useState(false);
  const [then, setThen] = useState<(() => void) | undefined>(undefined);
  const close = () => { setWaiting(false); setThen(undefined); };
  // The dialog gives the focus back first.
  const confirm = () => { if (never) confirmPublic(conversation.id); close(); setTimeout(() => then?.(), 0); };
  const channel = channelName(conversation.channel);
  const passes = (next: () => void) => {
    if (!conversation.public || mode !== 'reply' || (facts.length === 0 && useScreen.getState().confirmedPublic[conversation.id])) return true;
    setThen(() => next);
    setWaiting(true);
    return false;
  };
  const dialog = (
    <Dialog open={waiting} onClose={close} title={t`Post publicly on ${channel}?`} actions={<><Button onClick={close}>{t`Cancel`}</Button><Button variant="public" onClick={confirm}><Icon of={Megaphone} size={14} />{t`Post publicly`}</Button></>}>
      {facts.length > 0 ? <Banner tone="risk" of={TriangleAlert}>{privateWords(facts)}</Banner> : null}
      <p>{t`Everybody can read this. Do not write customer numbers, addresses or other private facts.`}</p>
      <Preview conversation={conversation} text={text} answered={answered} />
      <label className="row small"><input type="checkbox" checked={never} onChange={(event) => setNever(event.target.checked)} />{t`Do not ask again in this conversation`}</label>
    </Dialog>
  );
  return { passes, dialog };
}
