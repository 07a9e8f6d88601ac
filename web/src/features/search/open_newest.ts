// A customer who was found: the conversation that was spoken in last is opened.
import { t } from '@lingui/core/macro';
import { getContactConversations } from '../../api/contacts';
import { showToast } from '../../state/toasts';

export async function openNewest(contactId: string, onOpen: (conversationId: string) => void): Promise<void> {
  try {
    const { items } = await getContactConversations(contactId);
    if (items[0]) onOpen(items[0].id);
    else showToast({ text: t`This customer has no conversation yet.`, tone: 'error' });
  } catch {
    showToast({ text: t`The server gave no answer.`, tone: 'error' });
  }
}
