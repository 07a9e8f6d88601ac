// What was done with a conversation, in a line: who, what, and to whom or until when.
import { t } from '@lingui/core/macro';
import type { Message } from '../api/types';
import { priorityWords } from './priority_words';
import { momentWords } from './time_words';

type Activity = NonNullable<Message['activity']>;

function assignedWords({ user }: Activity, who: string, senderId: string | undefined): string {
  const name = user?.name ?? '';
  return user?.id === senderId ? t`${who} took this conversation` : t`${who} gave this to ${name}`;
}

function labelWords({ added = [], removed = [] }: Activity, who: string): string {
  const put = added.join(', ');
  const taken = removed.join(', ');
  if (put && taken) return t`${who} put ${put} and took away ${taken}`;
  return put ? t`${who} put ${put}` : t`${who} took away ${taken}`;
}

function snoozedWords({ snoozed_until: until }: Activity, who: string): string {
  const when = until ? momentWords(until, Date.now()) : '';
  return t`${who} snoozed until ${when}`;
}

function priorityLine({ priority = 'none' }: Activity, who: string): string {
  const words = priorityWords(priority).toLocaleLowerCase();
  return t`${who} set the priority: ${words}`;
}

function ratedWords({ rating, comment }: Activity): string {
  if (rating === undefined) return t`The customer rated this; it was erased`;
  return comment ? t`The customer gave ${rating} of 5: ${comment}` : t`The customer gave ${rating} of 5`;
}

// What is owed to a customer, and to whom a conversation was offered.
function owedWords(activity: Activity, who: string): string | undefined {
  const { action, at, user, team, conversation, name = '' } = activity;
  const number = conversation?.number ?? 0;
  const when = at ? momentWords(at, Date.now()) : '';
  const to = user?.name ?? team?.name ?? '';
  switch (action) {
    case 'promised': return t`${who} promised an answer by ${when}`;
    case 'promise_withdrawn': return t`${who} took the promise back`;
    case 'promise_due': return t`The promised moment is near`;
    case 'promise_kept': return t`The promise is kept`;
    case 'promise_reopened': return t`The promise is open again: the answer did not go out`;
    case 'transfer_offered': return t`${who} offered this to ${to}`;
    case 'transfer_withdrawn': return t`${who} took the offer back`;
    case 'transfer_accepted': return t`${who} accepted this`;
    case 'transfer_returned': return t`${who} gave this back`;
    case 'transfer_expired': return t`Nobody accepted this: it went back`;
    case 'macro': return t`${who} ran “${name}”`;
    case 'approved': return t`${who} approved the reply`;
    case 'turned_down': return t`${who} turned the reply down`;
    case 'merged': return t`${who} joined conversation ${number} to this one`;
    case 'unmerged': return t`${who} parted this again`;
    case 'blocked': return t`Blocked: resolved without an answer`;
    case 'rated': return ratedWords(activity);
    default: return undefined;
  }
}

// Without a person the desk itself did it.
function doneWords(activity: Activity, who: string, senderId: string | undefined): string | undefined {
  const team = activity.team?.name;
  switch (activity.action) {
    case 'assigned': return assignedWords(activity, who, senderId);
    case 'unassigned': return t`${who} put this back`;
    case 'team': return team ? t`${who} gave this to team ${team}` : t`${who} took this from its team`;
    case 'opened': case 'pending': return t`${who} opened this`;
    case 'reopened': return t`${who} reopened this`;
    case 'snoozed': return snoozedWords(activity, who);
    case 'woken': return t`Back from snooze`;
    case 'resolved': return t`${who} resolved this`;
    case 'priority': return priorityLine(activity, who);
    case 'labels': return labelWords(activity, who);
    case 'went_private': return t`${who} went on in private`;
    case 'came_from_public': return t`${who} went on here in private, after a public message`;
    case 'opted_out': return t`The customer wants no more messages here`;
    case 'opted_in': return t`The customer wants messages here again`;
    default: return undefined;
  }
}

export function activityWords({ activity, sender, text }: Message): string {
  if (!activity) return text;
  const who = sender.name?.split(' ')[0] ?? (sender.type === 'contact' ? t`The customer` : t`The desk`);
  return doneWords(activity, who, sender.id) ?? owedWords(activity, who) ?? (text || activity.action.replaceAll('_', ' '));
}
