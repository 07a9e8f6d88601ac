// What narrows a view further: chosen in the list's head, kept in the address, judged here for what changes live.
import type { Channel, Conversation, Priority } from '../api/types';

export interface Filter {
  inbox?: string;
  label?: string;
  priority?: Priority;
  channel?: Channel;
  waiting?: true;
  overdue?: true;
  public?: boolean;
}

const priorities = new Set<string>(['urgent', 'high', 'medium', 'low', 'none']);

type Reader = (value: string) => Filter;

// How each part is read from an address; what cannot be read narrows nothing.
const readers: Record<string, Reader> = {
  waiting: (value) => (value === 'yes' ? { waiting: true } : {}),
  overdue: (value) => (value === 'yes' ? { overdue: true } : {}),
  public: (value) => (value === 'yes' || value === 'no' ? { public: value === 'yes' } : {}),
  inbox: (value) => (value ? { inbox: value } : {}),
  channel: (value) => (/^[a-z_]+$/.test(value) ? { channel: value as Channel } : {}),
  label: (value) => (value ? { label: value } : {}),
  priority: (value) => (priorities.has(value) ? { priority: value as Priority } : {}),
};

export function isFilterName(name: string): boolean {
  return name in readers;
}

export function filterOf(parts: [name: string, value: string][]): Filter {
  return parts.reduce<Filter>((filter, [name, value]) => ({ ...filter, ...readers[name]?.(value) }), {});
}

// In one order, whatever the order of choosing: the same filter has the same address.
export function filterParts(filter: Filter): [name: string, value: string][] {
  return Object.keys(readers).flatMap((name): [string, string][] => {
    const value = filter[name as keyof Filter];
    return value === undefined ? [] : [[name, value === true ? 'yes' : value || 'no']];
  });
}

export function isNarrow(filter: Filter | undefined): boolean {
  return filter !== undefined && Object.keys(filter).length > 0;
}

export function without(filter: Filter, name: keyof Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}

export function passes(filter: Filter | undefined, conversation: Conversation, now: number): boolean {
  if (!filter) return true;
  if (filter.inbox !== undefined && conversation.inbox_id !== filter.inbox) return false;
  if (filter.channel !== undefined && conversation.channel !== filter.channel) return false;
  if (filter.label !== undefined && !conversation.labels.some(({ id }) => id === filter.label)) return false;
  if (filter.public !== undefined && conversation.public !== filter.public) return false;
  if (filter.waiting && conversation.waiting_since === undefined) return false;
  if (filter.overdue && !(conversation.due_at !== undefined && new Date(conversation.due_at).getTime() < now)) return false;
  return filter.priority === undefined || conversation.priority === filter.priority;
}
