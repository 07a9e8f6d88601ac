// Gives a conversation to someone, and says who was first when it was another.
import { t } from '@lingui/core/macro';
import type { Conversation, Team, User } from '../api/types';
import { AlreadyTaken, assign, giveToTeam } from './actions';
import { showToast } from './toasts';
import { contactName } from './contact_name';

export function assignTo(conversation: Conversation, user: Pick<User, 'id' | 'name'> | undefined, people: User[], force = false): void {
  const customer = contactName(conversation.contact);
  const name = user?.name;
  const words = name ? t`Assigned to ${name}` : t`Unassigned: ${customer}`;
  assign(conversation.id, user?.id, words, { force }).catch((error: unknown) => {
    if (!(error instanceof AlreadyTaken)) throw error;
    const other = people.find(({ id }) => id === error.assigneeId)?.name ?? t`A colleague`;
    showToast({ text: t`${other} took this conversation first. Your text is kept.`, tone: 'error', action: { label: t`Take over`, run: () => assignTo(conversation, user, people, true) } });
  });
}

// Who has it keeps it when they are of that team; else it lies there for whoever takes it.
export function handToTeam(conversation: Conversation, team: Team | undefined, people: User[], force = false): void {
  const owner = conversation.assignee_id;
  const stays = team === undefined || (owner !== undefined && team.member_ids.includes(owner));
  const name = team?.name ?? '';
  const customer = contactName(conversation.contact);
  const words = team ? t`Given to ${name}` : t`With no team: ${customer}`;
  giveToTeam(conversation.id, { assigneeId: stays ? owner : undefined, teamId: team?.id }, words, { force }).catch((error: unknown) => {
    if (!(error instanceof AlreadyTaken)) throw error;
    const other = people.find(({ id }) => id === error.assigneeId)?.name ?? t`A colleague`;
    showToast({ text: t`${other} took this conversation first. Your text is kept.`, tone: 'error', action: { label: t`Take over`, run: () => handToTeam(conversation, team, people, true) } });
  });
}
