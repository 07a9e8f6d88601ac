// The lists one can walk through, in the order in which the navigation shows them.
import { useInboxes, useTeams } from '../state/desk';
import { isSamePlace } from '../state/route';
import { mayLead, mayList, useMe } from '../state/session';
import type { Place } from '../state/view';
import { useViews } from '../state/views';

export const standingKinds = ['mine', 'unassigned', 'mentions', 'promises', 'snoozed', 'failed', 'to_approve', 'all', 'resolved'] as const;

export interface Queues {
  places: Place[];
  views: Place[];
  // The queue of one's own first team.
  team: Place | undefined;
}

export function useQueues(): Queues {
  const me = useMe();
  const teams = useTeams().data ?? [];
  const inboxes = useInboxes().data ?? [];
  const views = (useViews().data ?? []).map(({ id }): Place => ({ kind: 'view', of: id }));
  const shown = teams.filter((team) => mayLead(me) || team.member_ids.includes(me.id));
  const own = teams.find((team) => team.member_ids.includes(me.id)) ?? shown[0];
  const standing: Place[] = standingKinds.filter((kind) => mayList(me, kind)).map((kind) => ({ kind }));
  return {
    places: [...standing, ...shown.map(({ id }): Place => ({ kind: 'team', of: id })), ...inboxes.map(({ id }): Place => ({ kind: 'inbox', of: id })), ...views],
    views,
    team: own ? { kind: 'team', of: own.id } : undefined,
  };
}

export function besides(places: Place[], current: Place | undefined, by: number): Place | undefined {
  const at = current ? places.findIndex((place) => isSamePlace(place, current)) : -1;
  if (places.length === 0) return undefined;
  return places[at < 0 ? 0 : (at + by + places.length) % places.length];
}
