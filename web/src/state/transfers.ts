// Whom a hand-over concerns: one person, or everybody of a team.
import type { Conversation, Team } from '../api/types';

type Transfer = NonNullable<Conversation['transfer']>;

export function isOfferedTo(transfer: Transfer, userId: string, teams: readonly Team[]): boolean {
  if (transfer.from_user_id === userId) return false;
  return transfer.to_user_id === userId || (teams.find(({ id }) => id === transfer.to_team_id)?.member_ids.includes(userId) ?? false);
}
