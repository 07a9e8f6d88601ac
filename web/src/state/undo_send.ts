// A reply that may still be taken back: the server holds it until a moment, this window offers the way back until then,
// and puts the words where they came from. What left meanwhile is said to have left.
import { t } from '@lingui/core/macro';
import { navigate } from 'wouter/use-hash-location';
import { cancelMessage } from '../api/messages';
import type { Attachment, ConversationStatus, Inbox, Message } from '../api/types';
import { setStatus } from './actions';
import { knownConversation } from './cache';
import { attachToDraft, draftKey, slotOf, typeDraft } from './drafts';
import { longestUndo } from './held';
import { show } from './message_actions';
import { useOutbox, withdraw } from './outbox';
import { usePreferences } from './preferences';
import { inboxPath } from './route';
import { quote, useScreen } from './screen';
import { keepMessage } from './threads';
import { dismissToast, showToast } from './toasts';
import { upload } from './uploads';

const usualUndo = 5;
const slackMs = 1000;

export function undoSeconds(channel: string, inbox: Inbox | undefined): number {
  // An inbox may have its own; a person's choice for the channel goes before it.
  return Math.min(longestUndo, Math.max(0, usePreferences.getState().undoSeconds[channel] ?? inbox?.undo_seconds ?? usualUndo));
}

interface Part {
  text: string;
  attachments: Attachment[];
}

export interface Batch {
  conversationId: string;
  // By the client's id of each message.
  parts: Map<string, Part>;
  quoted: Message | undefined;
  // The status from before "send and resolve".
  before: ConversationStatus | undefined;
  // The toast that offers the way back.
  toast?: number;
}

const batches = new Map<string, Batch>();
const arrived = new Map<string, Message>();

export function keepArrived(clientId: string, message: Message): void {
  if (batches.has(clientId)) arrived.set(clientId, message);
  if (message.status === 'awaiting_approval') leaveOffer(clientId);
}

// It does not leave after all: its bubble says so, and gives the ways on.
export function leaveOffer(clientId: string): void {
  const toast = batches.get(clientId)?.toast;
  if (toast !== undefined) dismissToast(toast);
}

function forget(batch: Batch): void {
  for (const clientId of batch.parts.keys()) {
    batches.delete(clientId);
    arrived.delete(clientId);
  }
}

function untilAnswered(clientId: string): Promise<void> {
  const isUnder = () => useOutbox.getState().pending.some((item) => item.clientId === clientId && item.state === 'sending');
  return new Promise((resolve) => {
    if (!isUnder()) return resolve();
    const stop = useOutbox.subscribe(() => { if (!isUnder()) { stop(); resolve(); } });
  });
}

async function cancelled(message: Message): Promise<boolean> {
  show({ ...message, status: 'cancelled' });
  try {
    keepMessage(await cancelMessage(message.id));
    return true;
  } catch {
    show(message);
    return false;
  }
}

// The server gave these files to the message: they go up once more as new ones.
async function attachAnew(key: string, attachments: readonly Attachment[]): Promise<void> {
  for (const { url, name, mime } of attachments) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) upload(key, new File([await answer.blob()], name || 'file', { type: mime }));
    else showToast({ text: t`${name} is no longer attached.`, tone: 'error' });
  }
}

function putBack(conversationId: string, words: string[]): void {
  const key = draftKey(conversationId, 'reply');
  typeDraft(key, [...words, slotOf(key).text].filter(Boolean).join('\n'));
  if (useScreen.getState().opened !== conversationId) navigate(inboxPath({ kind: 'all' }, conversationId));
  useScreen.setState(({ modes }) => ({ modes: { ...modes, [conversationId]: 'reply' }, composerFocus: conversationId }));
}

// Answers whether the part came back.
async function takePart(batch: Batch, clientId: string, part: Part): Promise<boolean> {
  const key = draftKey(batch.conversationId, 'reply');
  await untilAnswered(clientId);
  if (withdraw(clientId)) {
    if (part.attachments.length > 0) attachToDraft(key, [...slotOf(key).attachments, ...part.attachments]);
    return true;
  }
  const message = arrived.get(clientId);
  if (!message || !(await cancelled(message))) return false;
  void attachAnew(key, part.attachments);
  return true;
}

async function takeBack(batch: Batch): Promise<void> {
  const words: string[] = [];
  let gone = 0;
  for (const [clientId, part] of batch.parts) {
    if (await takePart(batch, clientId, part)) words.push(part.text);
    else gone += 1;
  }
  forget(batch);
  if (gone > 0) showToast({ text: t`Too late: it has left already.`, tone: 'error' });
  if (gone === batch.parts.size) return;
  putBack(batch.conversationId, words);
  if (batch.quoted) quote(batch.conversationId, batch.quoted);
  if (batch.before && knownConversation(batch.conversationId)?.status === 'resolved') void setStatus(batch.conversationId, batch.before, undefined, true);
}

export function offerUndo(batch: Batch, seconds: number): void {
  for (const clientId of batch.parts.keys()) batches.set(clientId, batch);
  const text = batch.before ? t`Leaves in ${seconds} s, and is resolved` : t`Leaves in ${seconds} s`;
  const lastsMs = seconds * 1000;
  batch.toast = showToast({ text, tone: 'done', lastsMs, action: { label: t`Undo`, keys: 'Ctrl+Z', run: () => void takeBack(batch) } });
  setTimeout(() => forget(batch), lastsMs + slackMs);
}

// From the bubble: the whole batch when this window sent it, else this one message.
export async function takeMessageBack(message: Message): Promise<void> {
  const batch = batches.get(message.client_id ?? '');
  if (batch) return takeBack(batch);
  if (!(await cancelled(message))) return void showToast({ text: t`Too late: it has left already.`, tone: 'error' });
  putBack(message.conversation_id, [message.text]);
  await attachAnew(draftKey(message.conversation_id, 'reply'), message.attachments);
}
