// Nothing is posted publicly by accident: the first time in a conversation a person says so.
import { t } from '@lingui/core/macro';
import { useState, type ReactNode } from 'react';
import type { ComposeMode, Conversation } from '../../api/types';
import { confirmPublic, useScreen } from '../../state/screen';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel_name';
import { Dialog } from '../../ui/dialog';

export interface PublicGuard {
  // True when it may go at once; otherwise it goes when the person has said so.
  passes: (then: () => void) => boolean;
  dialog: ReactNode;
}

export function usePublicGuard(conversation: Conversation, mode: ComposeMode): PublicGuard {
  const [waiting, setWaiting] = useState(false);
  const [then, setThen] = useState<(() => void) | undefined>(undefined);
  const close = () => { setWaiting(false); setThen(undefined); };
  const confirm = () => { confirmPublic(conversation.id); close(); then?.(); };
  const channel = channelName(conversation.channel);
  const passes = (next: () => void) => {
    if (!conversation.public || mode !== 'reply' || useScreen.getState().confirmedPublic[conversation.id]) return true;
    setThen(() => next);
    setWaiting(true);
    return false;
  };
  const dialog = (
    <Dialog open={waiting} onClose={close} title={t`Post publicly on ${channel}?`} actions={<><Button onClick={close}>{t`Cancel`}</Button><Button variant="primary" onClick={confirm}>{t`Post publicly`}</Button></>}>
      <p>{t`Everybody can read this. Do not write customer numbers, addresses or other private facts.`}</p>
    </Dialog>
  );
  return { passes, dialog };
}
