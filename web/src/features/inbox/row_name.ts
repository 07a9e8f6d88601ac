// The full name of a row for who hears it: "WhatsApp, Marieke Jansen, wacht 20 minuten, ...".
import { t } from '@lingui/core/macro';
import type { Conversation } from '../../api/types';
import { myId } from '../../state/session';
import { channelName } from '../../ui/channel_name';
import { sentimentWords } from '../../ui/sentiment_mark';
import { lastWords } from '../../ui/content_words';
import { durationWords, spokenWait } from '../../ui/time_words';
import { contactName } from '../../state/contact_name';
import { isNotSent } from './still_words';

function ownerWords(conversation: Conversation, owner: string | undefined): string {
  if (conversation.assignee_id === undefined) return t`unassigned`;
  if (conversation.assignee_id === myId()) return t`assigned to you`;
  return owner ? t`assigned to ${owner}` : t`assigned`;
}

function dueWords({ due_at: due }: Conversation, now: number): string {
  if (due === undefined) return '';
  const left = new Date(due).getTime() - now;
  const words = durationWords(Math.abs(left));
  return left <= 0 ? t`${words} late` : t`${words} left`;
}

export function rowName(conversation: Conversation, owner: string | undefined, now: number): string {
  const { last_message: last } = conversation;
  const count = conversation.unread_count;
  const plain = channelName(conversation.channel);
  return [
    conversation.public ? t`${plain}, public` : plain,
    contactName(conversation.contact),
    conversation.waiting_since ? spokenWait(now - new Date(conversation.waiting_since).getTime()) : '',
    dueWords(conversation, now),
    isNotSent(last) ? t`last message not sent` : '',
    last ? lastWords(last, contactName(conversation.contact)) : '',
    count > 0 ? t`${count} unread` : '',
    conversation.sentiment ? sentimentWords(conversation.sentiment) : '',
    ...conversation.labels.map(({ name }) => name),
    ownerWords(conversation, owner),
    conversation.transfer?.to_user_id === myId() ? t`offered to you` : '',
  ].filter(Boolean).join(', ');
}
