// Replies on their way to our server. Each keeps the client_id it was born with,
// so that trying again after a broken connection can never make a second message.
import { create } from 'zustand';
import { postMessage } from '../api/messages';
import { isPassing, Problem } from '../api/problem';
import type { Attachment, Message, NewMessage } from '../api/types';
import { backoffMs } from './backoff';
import { newClientId } from './ids';
import { keepMessage } from './threads';

export interface Pending {
  clientId: string;
  conversationId: string;
  message: NewMessage;
  attachments: Attachment[];
  quoted?: Message | undefined;
  createdAt: string;
  state: 'sending' | 'waiting' | 'refused';
  tries: number;
  problem?: Problem;
  // With it the conversation is done.
  resolves?: boolean;
  onSent?: (message: Message) => void;
  onRefused?: () => void;
}

export const useOutbox = create<{ pending: Pending[] }>(() => ({ pending: [] }));

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function update(clientId: string, change: Partial<Pending>): void {
  useOutbox.setState(({ pending }) => ({ pending: pending.map((item) => (item.clientId === clientId ? { ...item, ...change } : item)) }));
}

export function withdraw(clientId: string): Pending | undefined {
  const item = useOutbox.getState().pending.find((candidate) => candidate.clientId === clientId);
  clearTimeout(timers.get(clientId));
  useOutbox.setState(({ pending }) => ({ pending: pending.filter((candidate) => candidate.clientId !== clientId) }));
  return item;
}

// Replies of one conversation go in the order in which they were written.
function isFirst(item: Pending): boolean {
  return useOutbox.getState().pending.find((other) => other.conversationId === item.conversationId && other.state !== 'refused') === item;
}

function goOn(conversationId: string): void {
  const next = useOutbox.getState().pending.find((item) => item.conversationId === conversationId && item.state === 'waiting');
  if (next) void attempt(next.clientId);
}

function afterFailure(item: Pending, error: unknown): void {
  const expired = error instanceof Problem && error.status === 401;
  if (!expired && !isPassing(error)) {
    const problem = error instanceof Problem ? error : new Problem(0, 'unknown', String(error), [], undefined, undefined);
    update(item.clientId, { state: 'refused', problem });
    item.onRefused?.();
    goOn(item.conversationId);
    return;
  }
  const tries = item.tries + 1;
  update(item.clientId, { state: 'waiting', tries });
  if (expired) return;
  timers.set(item.clientId, setTimeout(() => void attempt(item.clientId), backoffMs(tries)));
}

async function attempt(clientId: string): Promise<void> {
  clearTimeout(timers.get(clientId));
  const item = useOutbox.getState().pending.find((candidate) => candidate.clientId === clientId);
  if (!item || !isFirst(item)) return;
  update(clientId, { state: 'sending' });
  try {
    const message = await postMessage(item.conversationId, item.message);
    keepMessage(message);
    withdraw(clientId);
    item.onSent?.(message);
    goOn(item.conversationId);
  } catch (error) {
    afterFailure(item, error);
  }
}

export interface Sending {
  conversationId: string;
  message: Omit<NewMessage, 'client_id'>;
  attachments?: Attachment[];
  quoted?: Message | undefined;
  resolves?: boolean;
  onSent?: (message: Message) => void;
  onRefused?: () => void;
}

export function send({ conversationId, message, attachments = [], quoted, resolves, onSent, onRefused }: Sending): string {
  const clientId = newClientId();
  const item: Pending = {
    clientId, conversationId, message: { ...message, client_id: clientId }, attachments, quoted,
    createdAt: new Date().toISOString(), state: 'waiting', tries: 0, ...(resolves ? { resolves } : {}), ...(onSent ? { onSent } : {}), ...(onRefused ? { onRefused } : {}),
  };
  useOutbox.setState(({ pending }) => ({ pending: [...pending, item] }));
  void attempt(clientId);
  return clientId;
}

export function sendAgain(clientId: string): void {
  update(clientId, { state: 'waiting' });
  void attempt(clientId);
}

// It holds a forbidden phrase: it waits until a second person approves it.
export function askApproval(clientId: string): void {
  const item = useOutbox.getState().pending.find((candidate) => candidate.clientId === clientId);
  if (item) update(clientId, { message: { ...item.message, ask_approval: true } });
  sendAgain(clientId);
}

// Called when the connection is back: everything that waits goes at once.
export function sendWaiting(): void {
  for (const conversationId of new Set(useOutbox.getState().pending.map((item) => item.conversationId))) goOn(conversationId);
}

// What an earlier life of this tab could not send, before what was written since.
export function takeUp(left: readonly Pending[]): void {
  useOutbox.setState(({ pending }) => ({ pending: [...left, ...pending] }));
  sendWaiting();
}

// The stream may be faster than the answer to our own request.
export function settlePending(message: Message): void {
  const { client_id: clientId } = message;
  if (!clientId) return;
  const item = useOutbox.getState().pending.find((candidate) => candidate.clientId === clientId);
  if (!item || item.state === 'sending') return;
  withdraw(clientId);
  item.onSent?.(message);
}
