// The picture that is looked at, over the screen or beside the conversation, and the others of the conversation.
import { t } from '@lingui/core/macro';
import { create } from 'zustand';
import type { Attachment } from '../api/types';
import { keys, queryClient } from './cache';
import { useScreen } from './screen';
import type { Thread } from './thread';
import { loadOlder } from './threads';
import { showToast } from './toasts';

interface ViewerStore {
  picture: Attachment | undefined;
  // The conversation it belongs to.
  in: string | undefined;
  docked: boolean;
  // What was pressed to come here: it gets the focus back.
  opener: Element | undefined;
}

export const useViewer = create<ViewerStore>(() => ({ picture: undefined, in: undefined, docked: false, opener: undefined }));

const farPage = 200;

function threadOf(conversationId: string): Thread | undefined {
  return queryClient.getQueryData<Thread>(keys.thread(conversationId));
}

export function picturesOf(thread: Thread | undefined): Attachment[] {
  return (thread?.items ?? []).filter((message) => !message.deleted_at).flatMap(({ attachments }) => attachments.filter(({ kind, state }) => kind === 'image' && state === 'ready'));
}

export function showPicture(picture: Attachment): void {
  useViewer.setState({ picture, in: useScreen.getState().opened, opener: document.activeElement ?? undefined });
}

export function closePicture(): void {
  useViewer.setState({ picture: undefined, in: undefined });
}

export function dockPicture(docked: boolean): void {
  useViewer.setState({ docked });
}

// The one before or after it. Before the first that is loaded, older messages are.
export async function stepPicture(by: 1 | -1): Promise<void> {
  const { picture, in: conversationId } = useViewer.getState();
  if (!picture || conversationId === undefined) return;
  for (;;) {
    const pictures = picturesOf(threadOf(conversationId));
    const next = pictures[pictures.findIndex(({ id }) => id === picture.id) + by];
    if (next) useViewer.setState({ picture: next });
    if (next || by === 1 || !threadOf(conversationId)?.hasOlder) return;
    await loadOlder(conversationId, farPage);
  }
}

// One key: the newest picture beside the conversation, and away again.
export function togglePicture(conversationId: string): void {
  const { picture, in: where } = useViewer.getState();
  if (picture && where === conversationId) return closePicture();
  const newest = picturesOf(threadOf(conversationId)).at(-1);
  if (!newest) return void showToast({ text: t`There is no photo in what is loaded of this conversation.`, tone: 'error' });
  useViewer.setState({ picture: newest, in: conversationId, docked: true, opener: document.activeElement ?? undefined });
}
