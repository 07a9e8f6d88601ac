// How many conversations each view holds, from the live figures or from what has been loaded.
import { useQueue } from '../../state/desk';
import { useList } from '../../state/lists';
import { usualSort } from '../../state/route';
import { useMe } from '../../state/session';
import type { ViewKind } from '../../state/view';

export interface Counts {
  mine?: string;
  unassigned?: string;
  all?: string;
  inbox: Record<string, string>;
  team: Record<string, string>;
}

// Zero shows nothing.
function shown(count: number | undefined): string | undefined {
  return count ? String(count) : undefined;
}

function useLoadedCount(kind: ViewKind): string | undefined {
  const { data } = useList({ kind, sort: usualSort(kind) });
  if (!data || data.ids.length === 0) return undefined;
  return data.cursor === undefined ? String(data.ids.length) : `${data.ids.length}+`;
}

export function useCounts(): Counts {
  const me = useMe();
  const queue = useQueue().data;
  const mine = useLoadedCount('mine');
  const unassigned = useLoadedCount('unassigned');
  if (!queue) return { ...(mine ? { mine } : {}), ...(unassigned ? { unassigned } : {}), inbox: {}, team: {} };
  const own = shown(queue.agents.find(({ user_id: id }) => id === me.id)?.open) ?? mine;
  const none = shown(queue.unassigned);
  const all = shown(queue.open);
  return {
    ...(own ? { mine: own } : {}), ...(none ? { unassigned: none } : {}), ...(all ? { all } : {}),
    inbox: Object.fromEntries(queue.inboxes.map((inbox) => [inbox.inbox_id, shown(inbox.open) ?? ''])),
    team: Object.fromEntries(queue.teams.map((team) => [team.team_id, shown(team.open) ?? ''])),
  };
}
