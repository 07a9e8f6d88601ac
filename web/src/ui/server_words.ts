// Why the server refused, in the person's own language: it says so in English, for programs, and by a stable word.
import { t } from '@lingui/core/macro';
import type { Problem } from '../api/problem';

type Refusal = Pick<Problem, 'status' | 'reason' | 'detail'>;

// What keeps a reply from being written.
function replyWords(reason: string): string | undefined {
  switch (reason) {
    case 'window_closed': return t`The window is closed: only an approved template may be sent.`;
    case 'opted_out': return t`The customer wants no messages here.`;
    case 'contact_erased': return t`This customer’s data were erased: there is nobody to write to.`;
    case 'inbox_gone': case 'channel_cannot_send': return t`This channel is no longer connected.`;
    case 'no_address': return t`The customer has no address here.`;
    case 'retired_identity': return t`The customer no longer has this address.`;
    case 'answered_once': return t`A comment can be answered in private once.`;
    case 'no_such_message': return t`That message is no longer there.`;
    case 'public_not_confirmed': return t`Everybody can read this: say first that it is meant.`;
    case 'not_public': return t`Only the customer reads here.`;
    case 'empty': return t`There is nothing to send.`;
    case 'too_many_attachments': return t`That is more files than one message takes.`;
    case 'media_not_supported': return t`The channel does not take this kind of file.`;
    case 'media_too_large': return t`The file is larger than the channel takes.`;
    case 'not_of_the_thread': return t`Only who is named in this conversation gets a copy.`;
    case 'other_message': return t`This was sent before, in other words.`;
    default: return undefined;
  }
}

// What keeps something else from being done.
function actWords(reason: string): string | undefined {
  switch (reason) {
    case 'role': return t`Your role does not allow this.`;
    case 'not_for_you': return t`This is meant for somebody else.`;
    case 'merged': return t`It was merged with another one meanwhile.`;
    case 'other_contact': return t`It is of another customer: join the customers first.`;
    case 'other_inbox': return t`It came in over another channel.`;
    case 'other_person': return t`In a chat each visitor keeps a conversation of their own.`;
    case 'side_question_over': return t`It was answered or withdrawn already.`;
    case 'too_many_questions': return t`Many questions are open: wait for their answers.`;
    case 'attempt_passed': return t`The message stands otherwise by now.`;
    case 'assigned_meanwhile': return t`Somebody else was assigned meanwhile.`;
    case 'newer_conversation': return t`The customer has a newer conversation.`;
    case 'transfer_pending': return t`Another transfer waits for an answer.`;
    case 'transfer_over': return t`This transfer is over.`;
    case 'legal_hold': return t`A conversation of this customer is under a legal hold.`;
    case 'no_such_user': return t`A colleague is not there, or may not see this conversation.`;
    case 'no_such_team': return t`This team is not there any more.`;
    case 'no_such_label': return t`This label is not there any more.`;
    case 'name_taken': case 'shortcut_taken': case 'key_taken': return t`Something else is called that already.`;
    case 'email_taken': return t`Somebody logs in by this address already.`;
    case 'address_taken': return t`This address is connected already.`;
    case 'in_use': return t`This is still in use.`;
    case 'last_admin': return t`The account needs an administrator.`;
    case 'moderation_not_supported': return t`The channel cannot do this.`;
    case 'not_there': return t`The platform has this message no longer.`;
    case 'quota_exceeded': return t`Too many files wait for a message.`;
    case 'type_not_allowed': return t`Files of this kind are not kept.`;
    case 'empty_file': return t`The file is empty.`;
    case 'no_sound_helper': return t`This server cannot put recordings into the form of this channel.`;
    case 'no_sound': case 'sound_not_converted': return t`The recording could not be put into the form of this channel. Record it again, or attach a sound file.`;
    case 'rate_limit': case 'too_many_tries': return t`Too much at once: wait a moment.`;
    default: return undefined;
  }
}

function statusWords(status: number): string | undefined {
  switch (status) {
    case 401: return t`Log in first.`;
    case 403: return t`This is not allowed.`;
    case 404: return t`This is not there any more.`;
    case 413: return t`This is too large.`;
    case 429: return t`Too much at once: wait a moment.`;
    case 502: case 503: case 504: return t`The server cannot do this now. Try again in a moment.`;
    default: return undefined;
  }
}

// Of what has no words here the server's own say more than nothing.
export function serverWords({ status, reason, detail }: Refusal): string {
  return replyWords(reason) ?? actWords(reason) ?? statusWords(status) ?? detail;
}
