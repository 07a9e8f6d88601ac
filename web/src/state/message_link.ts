// A link that opens a conversation, or one message of it. Whoever may not see it sees nothing there.
import { t } from '@lingui/core/macro';
import { inboxPath } from './route';
import { showToast } from './toasts';

export function linkTo(conversationId: string, messageId?: string): string {
  const path = inboxPath({ kind: 'all' }, conversationId);
  return `${location.origin}${location.pathname}#${messageId === undefined ? path : `${path}/${messageId}`}`;
}

export async function copyLink(conversationId: string, messageId?: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(linkTo(conversationId, messageId));
    showToast({ text: messageId === undefined ? t`Link to the conversation copied` : t`Link to the message copied`, tone: 'done' });
  } catch {
    showToast({ text: t`The browser does not let us copy.`, tone: 'error' });
  }
}
