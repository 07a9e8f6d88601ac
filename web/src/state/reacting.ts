// The message whose reactions are open: asked for by key or by its button.
import { create } from 'zustand';

export const useReacting = create<{ to: string | undefined }>(() => ({ to: undefined }));

export function reactTo(messageId: string | undefined): void {
  useReacting.setState({ to: messageId });
}
