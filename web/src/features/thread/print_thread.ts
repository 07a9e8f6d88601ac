// The conversation on paper, or as a PDF: all of it, in daylight colours.
import { t } from '@lingui/core/macro';
import { queryClient, keys } from '../../state/cache';
import { showTheme } from '../../state/preferences';
import type { Thread } from '../../state/thread';
import { loadOlder } from '../../state/threads';
import { showToast } from '../../state/toasts';

const pageSize = 200;

async function loadAll(conversationId: string): Promise<void> {
  while (queryClient.getQueryData<Thread>(keys.thread(conversationId))?.hasOlder) await loadOlder(conversationId, pageSize);
}

function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

export async function printThread(conversationId: string): Promise<void> {
  try {
    await loadAll(conversationId);
  } catch {
    showToast({ text: t`Not all messages could be read: nothing is printed.`, tone: 'error' });
    return;
  }
  document.documentElement.dataset.theme = 'light';
  await painted();
  window.addEventListener('afterprint', showTheme, { once: true });
  window.print();
}
