// What the lines of the audit log say, in words; a line that is not known here stands as the server wrote it.
import { t } from '@lingui/core/macro';
import { settingWords } from './setting_words';

export const auditKinds = ['session', 'user', 'token', 'team', 'inbox', 'contact', 'conversation', 'side_question', 'message', 'account', 'context_card', 'forbidden_phrase', 'search_stream', 'label'] as const;

export function auditKindWords(kind: string): string {
  switch (kind) {
    case 'session': return t`Logging in and out`;
    case 'user': return t`Users`;
    case 'token': return t`Tokens`;
    case 'forbidden_phrase': return t`Forbidden phrases`;
    case 'search_stream': return t`Search streams`;
    case 'label': return t`Labels`;
    case 'team': return t`Teams`;
    case 'inbox': return t`Channels`;
    case 'contact': return t`Contacts`;
    case 'contacts': return t`Tables of contacts`;
    case 'conversation': return t`Conversations`;
    case 'side_question': return t`Questions to the back office`;
    case 'message': return t`Messages`;
    case 'account': return t`Desk`;
    case 'context_card': return t`Customer card`;
    default: return kind.replaceAll('_', ' ');
  }
}

function peopleWords(action: string): string | undefined {
  switch (action) {
    case 'session.began': return t`logged in`;
    case 'session.ended': return t`logged out`;
    case 'session.refused': return t`refused a log-in of`;
    case 'user.created': return t`made a user`;
    case 'user.changed': return t`changed a user`;
    case 'token.created': return t`made a token`;
    case 'token.revoked': return t`revoked a token`;
    case 'team.created': return t`made a team`;
    case 'team.changed': return t`changed a team`;
    case 'team.dissolved': return t`dissolved a team`;
    default: return undefined;
  }
}

function deskWords(action: string): string | undefined {
  switch (action) {
    case 'account.changed': return t`changed the desk`;
    case 'context_card.changed': return t`set where the customer card is asked`;
    case 'context_card.removed': return t`took the customer card away`;
    case 'inbox.created': return t`connected a channel`;
    case 'inbox.changed': return t`changed a channel`;
    case 'inbox.removed': return t`removed a channel`;
    case 'inbox.members_changed': return t`changed who works in`;
    case 'inbox.resubscribed': return t`subscribed a channel again`;
    case 'inbox.secrets_cleared': return t`secrets of a channel were cleared`;
    case 'label.created': return t`made a label`;
    case 'label.changed': return t`changed a label`;
    case 'label.removed': return t`removed a label`;
    case 'search_stream.created': return t`made a search stream`;
    case 'search_stream.changed': return t`changed a search stream`;
    case 'search_stream.removed': return t`removed a search stream`;
    case 'inbox.retention_changed': return t`changed how long a channel keeps`;
    case 'inbox.retention_applied': return t`old conversations were deleted`;
    default: return undefined;
  }
}

function customerWords(action: string): string | undefined {
  switch (action) {
    case 'contact.erased': return t`erased a contact`;
    case 'contact.exported': return t`exported all of a contact`;
    case 'contact.blocked': return t`blocked a contact`;
    case 'contact.unblocked': return t`freed a contact`;
    case 'contact.merged': return t`joined two contacts`;
    case 'contact.unmerged': return t`parted two contacts`;
    case 'contacts.exported': return t`exported the contacts`;
    case 'contacts.imported': return t`imported contacts`;
    case 'conversation.exported': return t`exported a conversation`;
    case 'conversation.merged': return t`joined two conversations`;
    case 'conversation.unmerged': return t`parted two conversations`;
    case 'side_question.asked': return t`asked somebody without a seat`;
    case 'side_question.answered': return t`a question to somebody without a seat was answered`;
    case 'side_question.withdrawn': return t`withdrew a question`;
    case 'conversation.held': return t`set a legal hold`;
    case 'conversation.released': return t`ended a legal hold`;
    case 'message.hidden': return t`hid a public message`;
    case 'message.shown': return t`showed a public message again`;
    case 'message.removed': return t`removed a public message`;
    case 'message.approved': return t`approved a reply`;
    case 'message.turned_down': return t`turned a reply down`;
    case 'forbidden_phrase.created': return t`forbade a phrase`;
    case 'forbidden_phrase.changed': return t`worded a forbidden phrase anew`;
    case 'forbidden_phrase.removed': return t`allowed a phrase again`;
    default: return undefined;
  }
}

export function auditWords(action: string): string {
  return peopleWords(action) ?? deskWords(action) ?? customerWords(action) ?? action.replaceAll('_', ' ').replace('.', ': ');
}

// What a detail is about: the names that the server gives, in words.
function detailName(name: string): string {
  switch (name) {
    case 'role': return t`role`;
    case 'was_role': return t`role before`;
    case 'active': return t`active`;
    case 'name': return t`name`;
    case 'locale': return t`language`;
    case 'default_country': return t`country`;
    case 'reopen_within_days': return t`opens again within days`;
    case 'query': return t`query`;
    case 'hourly_posts_max': return t`posts an hour at most`;
    case 'color': return t`colour`;
    case 'inbox_id': return t`channel`;
    case 'agents_see': return t`agents see`;
    case 'secrets': return t`secrets`;
    case 'settings': return t`settings`;
    case 'channel': return t`channel`;
    case 'phrase': return t`phrase`;
    case 'conversations': return t`conversations`;
    case 'messages': return t`messages`;
    case 'files': return t`files`;
    case 'rows': return t`rows`;
    case 'user_id':
    case 'user_ids': return t`users`;
    case 'team_id':
    case 'team_ids': return t`teams`;
    case 'contact_id': return t`contact`;
    case 'conversation_id': return t`conversation`;
    case 'email': return t`e-mail address`;
    default: return settingWords(name).label;
  }
}

export type NameOf = (detail: string, id: string) => string | undefined;

// A value as people read it; `nameOf` knows who or what an id stands for.
function detailValue(name: string, value: unknown, nameOf: NameOf): string {
  if (Array.isArray(value)) return value.map((item) => detailValue(name, item, nameOf)).join(', ') || t`none`;
  if (typeof value === 'boolean') return value ? t`yes` : t`no`;
  if (typeof value === 'object' && value !== null) return detailWords(value as Record<string, unknown>, nameOf);
  const words = String(value);
  // A secret or a setting is named, and its name is what it is called where it is filled in.
  if (name === 'secrets' || name === 'settings') return settingWords(words).label;
  return nameOf(name, words) ?? words;
}

export function detailWords(detail: Record<string, unknown>, nameOf: NameOf): string {
  return Object.entries(detail).map(([name, value]) => `${detailName(name)}: ${detailValue(name, value, nameOf)}`).join(' · ');
}
