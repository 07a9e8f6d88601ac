// Addresses within the page: what is shown stands behind the #, so that it can be
// bookmarked and the browser's Back works.
import type { Sort, View, ViewKind } from './view';

const plainKinds = new Set<string>(['mine', 'unassigned', 'all', 'snoozed', 'resolved']);

export function slugOf({ kind, of }: Pick<View, 'kind' | 'of'>): string {
  return of === undefined ? kind : `${kind}-${encodeURIComponent(of)}`;
}

export function viewOf(slug: string): Pick<View, 'kind' | 'of'> {
  if (plainKinds.has(slug)) return { kind: slug as ViewKind };
  const match = /^(inbox|team|search)-(.+)$/.exec(slug);
  if (match?.[1] && match[2]) return { kind: match[1] as ViewKind, of: decodeURIComponent(match[2]) };
  return { kind: 'mine' };
}

export function inboxPath(view: Pick<View, 'kind' | 'of'>, conversationId?: string): string {
  return conversationId === undefined ? `/${slugOf(view)}` : `/${slugOf(view)}/${conversationId}`;
}

// Open work begins with who waits longest; what is done, with the latest.
export function usualSort(kind: ViewKind): Sort {
  return kind === 'snoozed' || kind === 'resolved' || kind === 'search' ? 'newest' : 'waiting';
}
