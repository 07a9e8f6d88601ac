// Tells colleagues (and through the platform the customer) that someone writes here; the first letter claims.
import { t } from '@lingui/core/macro';
import { useRef } from 'react';
import type { ComposeMode, Conversation } from '../../api/types';
import { AlreadyTaken, assign } from '../../state/actions';
import { knownConversation } from '../../state/cache';
import { prefer, usePreferences } from '../../state/preferences';
import { myId } from '../../state/session';
import { command } from '../../state/stream';
import { showToast } from '../../state/toasts';

const everyMs = 3000;

// The first time it happens to somebody, it is said: later it does not surprise.
function tellOnce(id: string): void {
  if (usePreferences.getState().toldTaking || knownConversation(id)?.assignee_id !== myId()) return;
  void prefer({ toldTaking: true });
  showToast({ text: t`You write an answer, so this conversation is yours now. Colleagues see that.`, tone: 'done', action: { label: t`Leave it`, run: () => void assign(id, undefined, '', { quiet: true }) } });
}

export function useTyping(conversation: Conversation, mode: ComposeMode, onTaken: (by: string | undefined) => void): () => void {
  const last = useRef(0);
  const claiming = useRef('');
  return () => {
    const now = Date.now();
    if (now - last.current > everyMs) {
      last.current = now;
      command({ type: 'typing', conversation_id: conversation.id, mode: mode === 'reply' ? mode : 'note' });
    }
    if (mode !== 'reply' || conversation.assignee_id !== undefined || claiming.current === conversation.id) return;
    claiming.current = conversation.id;
    assign(conversation.id, myId(), '', { quiet: true }).then(() => tellOnce(conversation.id)).catch((error: unknown) => {
      if (error instanceof AlreadyTaken) onTaken(error.assigneeId);
    }).finally(() => { claiming.current = ''; });
  };
}
