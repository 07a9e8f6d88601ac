// The public message that is being answered in private: asked for by key or by its button.
import { create } from 'zustand';

export const useGoingPrivate = create<{ with: string | undefined }>(() => ({ with: undefined }));

export function goPrivate(messageId: string | undefined): void {
  useGoingPrivate.setState({ with: messageId });
}
