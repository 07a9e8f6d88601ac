// Hands the whole conversation to the person as a file of text.
import { t } from '@lingui/core/macro';
import type { Conversation } from '../../api/types';
import { showToast } from '../../state/toasts';
import { wholeThread } from '../../state/whole_thread';
import { exportedText } from './thread_text';

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export async function exportAsText(conversation: Conversation): Promise<void> {
  const { number } = conversation;
  try {
    download(`${t`conversation`}-${number}.txt`, exportedText(conversation, await wholeThread(conversation.id)));
  } catch {
    showToast({ text: t`Not all messages could be read: nothing is exported.`, tone: 'error' });
  }
}
