// A macro as one builds it, step by step, and as the server keeps it.
import type { Conversation, ConversationStatus, MacroAction, Priority } from '../api/types';
import { inverse, type BulkAction } from './bulk_change';

export type StepKind = 'text' | 'note' | 'assign' | 'team' | 'labels' | 'priority' | 'status';

export const stepKinds: StepKind[] = ['text', 'note', 'assign', 'team', 'labels', 'priority', 'status'];

// All that any kind of step may hold: who changes the kind and back again loses nothing.
export interface Step {
  // Of this screen alone.
  key: number;
  kind: StepKind;
  text: string;
  // Empty: nobody, no team.
  userId: string;
  teamId: string;
  add: string[];
  remove: string[];
  priority: Priority;
  status: ConversationStatus;
  // As an input of a moment writes it.
  until: string;
}

let lastKey = 0;

export function newStep(kind: StepKind, change: Partial<Step> = {}): Step {
  lastKey += 1;
  return { key: lastKey, kind, text: '', userId: '', teamId: '', add: [], remove: [], priority: 'high', status: 'resolved', until: '', ...change };
}

function momentOf(until: string): Date | undefined {
  const at = new Date(until);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

export function isReady({ kind, text, add, remove, status, until }: Step, now: number): boolean {
  switch (kind) {
    case 'text':
    case 'note': return text.trim() !== '';
    case 'labels': return add.length + remove.length > 0 && !add.some((id) => remove.includes(id));
    case 'status': return status !== 'snoozed' || (momentOf(until)?.getTime() ?? 0) > now;
    default: return true;
  }
}

export function actionOf({ kind, text, userId, teamId, add, remove, priority, status, until }: Step): MacroAction {
  switch (kind) {
    case 'text':
    case 'note': return { type: kind, text: text.trim() };
    case 'assign': return { type: 'assign', assignee_id: userId || null };
    case 'team': return { type: 'assign', team_id: teamId || null };
    case 'labels': return { type: 'labels', add, remove };
    case 'priority': return { type: 'priority', priority };
    case 'status': {
      const at = status === 'snoozed' ? momentOf(until) : undefined;
      return { type: 'status', status, ...(at ? { snoozed_until: at.toISOString() } : {}) };
    }
  }
}

// What gives to a person and a team at once stands as two steps, the team first: it is the same.
export function stepsOf(action: MacroAction, inputOf: (at: Date) => string): Step[] {
  const { type, text = '', assignee_id: user, team_id: team, add = [], remove = [], priority = 'none', status = 'open', snoozed_until: until } = action;
  switch (type) {
    case 'text':
    case 'note': return [newStep(type, { text })];
    case 'assign': return [...(team === undefined ? [] : [newStep('team', { teamId: team ?? '' })]), ...(user === undefined ? [] : [newStep('assign', { userId: user ?? '' })])];
    case 'labels': return [newStep('labels', { add: [...add], remove: [...remove] })];
    case 'priority': return [newStep('priority', { priority })];
    case 'status': return [newStep('status', { status, ...(until ? { until: inputOf(new Date(until)) } : {}) })];
  }
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item === undefined || to < 0 || to > next.length) return [...items];
  next.splice(to, 0, item);
  return next;
}

// What goes into the composer, the steps one under another.
export function textsOf(actions: readonly MacroAction[]): string {
  return actions.flatMap(({ type, text }) => (type === 'text' && text ? [text] : [])).join('\n\n');
}

function labelChange(before: Conversation, after: Conversation): { add: string[]; remove: string[] } {
  const ids = ({ labels }: Conversation) => labels.map(({ id }) => id);
  return { add: ids(after).filter((id) => !ids(before).includes(id)), remove: ids(before).filter((id) => !ids(after).includes(id)) };
}

// What brings a conversation back to where it stood before the macro, change by change.
export function undoOf(before: Conversation, after: Conversation): BulkAction[] {
  const labels = labelChange(before, after);
  const done: BulkAction[] = [
    ...(before.status === after.status && before.snoozed_until === after.snoozed_until ? [] : [{ type: 'status', status: after.status } as const]),
    ...(before.assignee_id === after.assignee_id && before.team_id === after.team_id ? [] : [{ type: 'assign' } as const]),
    ...(before.priority === after.priority ? [] : [{ type: 'priority', priority: after.priority } as const]),
    ...(labels.add.length + labels.remove.length === 0 ? [] : [{ type: 'labels', ...labels } as const]),
  ];
  return done.map((action) => inverse(before, action));
}

// The words that the macro put there go; what was typed since stays.
export function withoutWords(text: string, words: string): string {
  const at = words === '' ? -1 : text.lastIndexOf(words);
  return at < 0 ? text : (text.slice(0, at).replace(/\n+$/u, '') + text.slice(at + words.length));
}
