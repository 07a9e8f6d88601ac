// Tells colleagues (and through the platform the customer) that someone writes here; the first letter claims.
import { useRef } from 'react';
import type { ComposeMode, Conversation } from '../../api/types';
import { AlreadyTaken, assign } from '../../state/actions';
import { myId } from '../../state/session';
import { command } from '../../state/stream';

const everyMs = 3000;

export function useTyping(conversation: Conversation, mode: ComposeMode, onTaken: (by: string | undefined) => void): () => void {
  const last = useRef(0);
  const claiming = useRef('');
  return () => {
    const now = Date.now();
    if (now - last.current > everyMs) {
      last.current = now;
      command({ type: 'typing', conversation_id: conversation.id, mode });
    }
    if (mode !== 'reply' || conversation.assignee_id !== undefined || claiming.current === conversation.id) return;
    claiming.current = conversation.id;
    assign(conversation.id, myId(), '', { quiet: true }).catch((error: unknown) => {
      if (error instanceof AlreadyTaken) onTaken(error.assigneeId);
    }).finally(() => { claiming.current = ''; });
  };
}
