// Addresses within the page: what is shown stands behind the #, so that it can be
// bookmarked and the browser's Back works: "mine", "inbox-7;sort=newest;label=3".
import { filterOf, filterParts, isFilterName, isNarrow } from './filter';
import type { Place, Sort, ViewKind } from './view';

const plainKinds = new Set<string>(['mine', 'unassigned', 'mentions', 'promises', 'failed', 'to_approve', 'all', 'snoozed', 'resolved']);
const sorts = new Set<string>(['due', 'waiting', 'newest', 'oldest', 'priority']);

function nameOf({ kind, of }: Place): string {
  return of === undefined ? kind : `${kind}-${encodeURIComponent(of)}`;
}

// The list itself, without what narrows or orders it.
export function slugOf({ kind, of }: Place): string {
  return nameOf({ kind, ...(of === undefined ? {} : { of }) });
}

export function isSamePlace(left: Place, right: Place): boolean {
  return left.kind === right.kind && left.of === right.of;
}

function addressOf(place: Place): string {
  const parts = [...(place.sort === undefined || place.sort === usualSort(place.kind) ? [] : [['sort', place.sort]]), ...filterParts(place.filter ?? {})];
  return [nameOf(place), ...parts.map(([name, value]) => `${name ?? ''}=${encodeURIComponent(value ?? '')}`)].join(';');
}

// The parts at the end that are ours; words that somebody searched for may look like anything.
function split(slug: string): { name: string; parts: [string, string][] } {
  const pieces = slug.split(';');
  const parts: [string, string][] = [];
  while (pieces.length > 1) {
    const match = /^([a-z]+)=(.*)$/.exec(pieces.at(-1) ?? '');
    if (!match?.[1] || (match[1] !== 'sort' && !isFilterName(match[1]))) break;
    parts.unshift([match[1], decodeURIComponent(match[2] ?? '')]);
    pieces.pop();
  }
  return { name: pieces.join(';'), parts };
}

function listOf(name: string): Place {
  if (plainKinds.has(name)) return { kind: name as ViewKind };
  const match = /^(inbox|team|view|search)-(.+)$/.exec(name);
  if (match?.[1] && match[2]) return { kind: match[1] as ViewKind, of: decodeURIComponent(match[2]) };
  return { kind: 'mine' };
}

export function viewOf(slug: string): Place {
  const { name, parts } = split(slug);
  const sort = parts.find(([key]) => key === 'sort')?.[1];
  const filter = filterOf(parts);
  return { ...listOf(name), ...(sort !== undefined && sorts.has(sort) ? { sort: sort as Sort } : {}), ...(isNarrow(filter) ? { filter } : {}) };
}

export function inboxPath(place: Place, conversationId?: string): string {
  return conversationId === undefined ? `/${addressOf(place)}` : `/${addressOf(place)}/${conversationId}`;
}

// Open work begins with the least time left; what is done, with the latest.
export function usualSort(kind: ViewKind): Sort {
  return kind === 'snoozed' || kind === 'resolved' || kind === 'search' ? 'newest' : 'due';
}
