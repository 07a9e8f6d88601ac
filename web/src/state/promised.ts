// Resolving while something is still promised: whether it is done is asked for there and then.
import { create } from 'zustand';
import type { Conversation } from '../api/types';

export interface PromiseQuestion {
  id: string;
  // What was wanted: with the promise kept, or with it standing until its time.
  go: (kept: boolean) => void;
}

export const usePromised = create<{ question: PromiseQuestion | undefined }>(() => ({ question: undefined }));

export function openPromise({ promise }: Pick<Conversation, 'promise'>): Conversation['promise'] {
  return promise?.kept_at === undefined ? promise : undefined;
}

export function askWhetherKept(id: string, go: (kept: boolean) => void): void {
  usePromised.setState({ question: { id, go } });
}

export function leavePromise(): void {
  usePromised.setState({ question: undefined });
}
