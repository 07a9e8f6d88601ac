// Who types, who looks, who is there: fleeting things that silence ends.
import { create } from 'zustand';
import type { Availability, ComposeMode } from '../api/types';

const typingLastsMs = 5000;

export interface Typist {
  // A colleague, or the customer when absent.
  user?: { id: string; name: string };
  mode?: ComposeMode;
}

export interface TypingEvent {
  conversation_id: string;
  user?: { id: string; name: string };
  contact?: boolean;
  mode?: ComposeMode;
}

export interface PresenceEvent {
  user_id: string;
  availability: Availability;
  viewing?: string;
}

interface PresenceStore {
  typing: Record<string, Record<string, Typist>>;
  viewing: Record<string, string | undefined>;
  availability: Record<string, Availability>;
}

export const usePresence = create<PresenceStore>(() => ({ typing: {}, viewing: {}, availability: {} }));

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function setTypist(conversationId: string, who: string, typist: Typist | undefined): void {
  usePresence.setState(({ typing }) => {
    const others = Object.fromEntries(Object.entries(typing[conversationId] ?? {}).filter(([id]) => id !== who));
    return { typing: { ...typing, [conversationId]: typist ? { ...others, [who]: typist } : others } };
  });
}

export function keepTyping(event: TypingEvent, myId: string): void {
  const who = event.user?.id ?? 'contact';
  if (who === myId) return;
  const key = `${event.conversation_id}/${who}`;
  clearTimeout(timers.get(key));
  setTypist(event.conversation_id, who, { ...(event.user ? { user: event.user } : {}), ...(event.mode ? { mode: event.mode } : {}) });
  timers.set(key, setTimeout(() => setTypist(event.conversation_id, who, undefined), typingLastsMs));
}

// Whoever wrote no longer types.
export function stopTyping(conversationId: string, who: string): void {
  if (usePresence.getState().typing[conversationId]?.[who]) setTypist(conversationId, who, undefined);
}

export function keepPresence(event: PresenceEvent): void {
  usePresence.setState(({ viewing, availability }) => ({
    viewing: { ...viewing, [event.user_id]: event.viewing },
    availability: { ...availability, [event.user_id]: event.availability },
  }));
}

export function forgetPresence(): void {
  usePresence.setState({ typing: {}, viewing: {} });
}
