// The one place where events of the stream change what we hold.
import { t } from '@lingui/core/macro';
import { notifyManager } from '@tanstack/react-query';
import type { Contact, Conversation, Message, Notification } from '../api/types';
import { announce } from './announce';
import { dropConversation, keepContact, keepConversation, keys, knownConversation, queryClient } from './cache';
import { keepSpool } from './connection';
import { settleInLists } from './lists';
import { notificationsRead, notify } from './notifications';
import { soundFor } from './notices';
import { settlePending } from './outbox';
import { keepPresence, keepTyping, stopTyping, type PresenceEvent, type TypingEvent } from './presence';
import { useScreen } from './screen';
import { myId } from './session';
import type { StreamItem } from './stream_cursor';
import { isInbound } from './thread';
import { keepMessage } from './threads';
import { countsMayDiffer } from './views';

function announceInbound(message: Message): void {
  if (!isInbound(message)) return;
  const conversation = knownConversation(message.conversation_id);
  if (!conversation || useScreen.getState().opened === conversation.id) return;
  const mine = conversation.assignee_id === undefined || conversation.assignee_id === myId();
  if (!mine) return;
  // Under a post others write than the one whose conversation it is.
  const name = message.sender.name || conversation.contact.name;
  announce(t`New message from ${name}`);
  soundFor(conversation.inbox_id, t`New message from ${name}`, message.text, `/all/${conversation.id}`);
}

function applyMessage(message: Message, created: boolean): void {
  settlePending(message);
  keepMessage(message);
  const action = message.activity?.action;
  if (action === 'merged' || action === 'unmerged') void queryClient.invalidateQueries({ queryKey: ['merges'] });
  if (message.kind !== 'activity') stopTyping(message.conversation_id, message.direction === 'in' ? 'contact' : message.sender.id ?? '');
  if (created) announceInbound(message);
}

function applyConversation(conversation: Conversation): void {
  // What is held of its thread may be the other's, in which it stood till now.
  const led = knownConversation(conversation.id)?.merged_into_id;
  if (!conversation.merged_into_id && led) queryClient.removeQueries({ queryKey: keys.thread(conversation.id) });
  if (conversation.merged_into_id !== led) void queryClient.invalidateQueries({ queryKey: ['contact', conversation.contact.id, 'conversations'] });
  keepConversation(conversation);
  settleInLists(conversation.id);
  countsMayDiffer();
}

// A contact's name stands in its conversations too.
function applyContact(contact: Contact): void {
  keepContact(contact);
  for (const [key, conversation] of queryClient.getQueriesData<Conversation>({ queryKey: ['conversation'] })) {
    if (conversation?.contact.id !== contact.id) continue;
    const username = contact.identities.find((identity) => identity.inbox_id === conversation.inbox_id && identity.username)?.username;
    const picture = contact.avatar_url;
    const blocked = contact.blocked !== undefined;
    const { avatar_url: former, blocked: wasBlocked = false, ...rest } = conversation.contact;
    if (rest.name === contact.name && rest.username === username && former === picture && wasBlocked === blocked) continue;
    queryClient.setQueryData(key, { ...conversation, contact: { ...rest, name: contact.name, ...(username ? { username } : {}), ...(picture ? { avatar_url: picture } : {}), ...(blocked ? { blocked } : {}) } });
  }
}

function applyItem({ type, data }: StreamItem): void {
  switch (type) {
    case 'message.created': return applyMessage(data as Message, true);
    case 'message.updated': return applyMessage(data as Message, false);
    case 'conversation.created':
    case 'conversation.updated': return applyConversation(data as Conversation);
    case 'conversation.removed': {
      const { id } = data as { id: string };
      dropConversation(id);
      countsMayDiffer();
      return settleInLists(id);
    }
    case 'contact.created':
    case 'contact.updated': return applyContact(data as Contact);
    case 'contact.merged': return void queryClient.invalidateQueries({ queryKey: ['contact'] });
    // Nothing of them may stay behind on a screen.
    case 'contact.erased': return refreshSnapshots();
    case 'queue.updated': return void queryClient.setQueryData(keys.queue, data);
    case 'notification.created': return notify(data as Notification);
    case 'notification.read': return notificationsRead();
    case 'spool.updated': return keepSpool(data as { waits_since?: string });
    case 'inbox.updated': return void queryClient.invalidateQueries({ queryKey: keys.inboxes });
    case 'presence.updated': return keepPresence(data as PresenceEvent);
    case 'visitor.page': return void queryClient.invalidateQueries({ queryKey: ['pages'] });
    case 'typing': return keepTyping(data as TypingEvent, myId());
    default: return undefined;
  }
}

// All items of a frame change the screen in one go.
export function applyItems(items: StreamItem[]): void {
  notifyManager.batch(() => { for (const item of items) applyItem(item); });
}

// After a reset nothing that we hold can be trusted: what is on the screen is
// fetched anew, what is not is forgotten.
export function refreshSnapshots(): void {
  queryClient.removeQueries({ queryKey: ['thread'], type: 'inactive' });
  queryClient.removeQueries({ queryKey: keys.list, type: 'inactive' });
  void queryClient.invalidateQueries();
}
