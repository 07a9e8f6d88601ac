// Going to one message of a conversation: what is older than what is loaded comes first, then the thread shows it.
import { t } from '@lingui/core/macro';
import { create } from 'zustand';
import { queryClient } from './cache';
import { compareIds } from './ids';
import type { Thread } from './thread';
import { loadOlder, threadOptions } from './threads';
import { showToast } from './toasts';

interface Target {
  conversationId: string;
  messageId: string;
  // Asked again is another wish.
  wish: number;
}

export const useJump = create<{ target: Target | undefined }>(() => ({ target: undefined }));

const flashMs = 2000;
// The largest page that the server gives: what is sought may be far back.
export const farPage = 200;
let wishes = 0;
let fading: ReturnType<typeof setTimeout> | undefined;

function known(conversationId: string): Thread | undefined {
  return queryClient.getQueryData<Thread>(threadOptions(conversationId).queryKey);
}

function isHere(thread: Thread | undefined, messageId: string): boolean {
  return thread?.items.some(({ id }) => id === messageId) ?? false;
}

function mayBeOlder(thread: Thread | undefined, messageId: string): boolean {
  const oldest = thread?.items[0];
  return oldest !== undefined && thread?.hasOlder === true && compareIds(messageId, oldest.id) < 0;
}

// Loads back to a message; false when it is not there.
export async function loadTo(conversationId: string, messageId: string): Promise<boolean> {
  await queryClient.query(threadOptions(conversationId));
  while (!isHere(known(conversationId), messageId)) {
    const before = known(conversationId)?.items[0]?.id;
    if (!mayBeOlder(known(conversationId), messageId)) return false;
    await loadOlder(conversationId, farPage);
    if (known(conversationId)?.items[0]?.id === before) return false;
  }
  return true;
}

export async function jumpTo(conversationId: string, messageId: string): Promise<void> {
  const wish = ++wishes;
  const found = await loadTo(conversationId, messageId).catch(() => false);
  if (wish !== wishes) return;
  if (!found) return void showToast({ text: t`That message is not here.`, tone: 'error' });
  clearTimeout(fading);
  useJump.setState({ target: { conversationId, messageId, wish } });
  fading = setTimeout(() => useJump.setState({ target: undefined }), flashMs);
}
