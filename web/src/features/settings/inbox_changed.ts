// What an admin has changed about an inbox is shown at once, here and in the lists.
import { t } from '@lingui/core/macro';
import type { Inbox } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { showToast } from '../../state/toasts';

export async function showChanged(inbox: Inbox): Promise<void> {
  queryClient.setQueryData(['inboxes', inbox.id], inbox);
  await queryClient.invalidateQueries({ queryKey: keys.inboxes, exact: true });
  showToast({ text: t`Saved`, tone: 'done' });
}
