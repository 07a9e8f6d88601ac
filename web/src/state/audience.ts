// For whom something is kept: oneself, a team, everybody. Views, macros and canned responses go by the same rules.
import { t } from '@lingui/core/macro';
import type { Me, Team, Visibility } from '../api/types';
import { useTeams } from './desk';
import { mayLead, mayWrite, useMe } from './session';

export interface Shared {
  visibility?: Visibility;
  team_id?: string;
  owner_id?: string;
}

export interface Sharing {
  visibility: Visibility;
  team_id?: string;
}

// What was kept before people had their own is everybody's.
export function audienceOf({ visibility = 'all', team_id: team }: Shared): string {
  return team === undefined ? visibility : `team:${team}`;
}

export function sharing(audience: string): Sharing {
  const team = /^team:(.+)$/.exec(audience)?.[1];
  return team === undefined ? { visibility: audience as Visibility } : { visibility: 'team', team_id: team };
}

// Whoever made it; leads what is not somebody's own.
export function mayEdit(me: Pick<Me, 'id' | 'role'>, { visibility = 'all', owner_id: owner }: Shared): boolean {
  return mayWrite(me) && (owner === me.id || (visibility !== 'own' && mayLead(me)));
}

export interface Audience {
  value: string;
  label: string;
}

export function audienceWords(audience: string, teams: readonly Team[]): string {
  if (audience === 'own') return t`Only me`;
  if (audience === 'all') return t`Everybody`;
  return teams.find(({ id }) => audience === `team:${id}`)?.name ?? t`A team`;
}

// Everybody makes their own, a team's is for its members, what is for all is for leads.
export function useAudiences(): Audience[] {
  const me = useMe();
  const all = useTeams().data ?? [];
  const teams = all.filter((team) => mayLead(me) || team.member_ids.includes(me.id));
  const values = ['own', ...teams.map(({ id }) => `team:${id}`), ...(mayLead(me) ? ['all'] : [])];
  return values.map((value) => ({ value, label: audienceWords(value, all) }));
}
