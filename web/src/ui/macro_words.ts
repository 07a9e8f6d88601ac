// What a macro does, in a few words.
import { t } from '@lingui/core/macro';
import type { Label, MacroAction, Team, User } from '../api/types';
import type { StepKind } from '../state/macro_steps';
import { priorityWords } from './priority_words';

export interface Names {
  users: readonly User[];
  teams: readonly Team[];
  labels: readonly Label[];
}

export function stepWords(kind: StepKind): string {
  switch (kind) {
    case 'text': return t`Text into the reply`;
    case 'note': return t`Note for colleagues`;
    case 'assign': return t`Assign`;
    case 'team': return t`To a team`;
    case 'labels': return t`Labels`;
    case 'priority': return t`Priority`;
    case 'status': return t`Status`;
  }
}

export function statusWords(status: NonNullable<MacroAction['status']>): string {
  switch (status) {
    case 'open': return t`Open`;
    case 'pending': return t`Pending`;
    case 'snoozed': return t`Snoozed`;
    case 'resolved': return t`Resolved`;
  }
}

function nameIn(items: readonly { id: string; name: string }[], id: string): string {
  return items.find((one) => one.id === id)?.name ?? '…';
}

function labelWords({ add = [], remove = [] }: MacroAction, { labels }: Names): string[] {
  return [...add.map((id) => `+${nameIn(labels, id)}`), ...remove.map((id) => `−${nameIn(labels, id)}`)];
}

function assignWords({ assignee_id: user, team_id: team }: MacroAction, { users, teams }: Names): string[] {
  return [
    ...(team === undefined ? [] : [team === null ? t`No team` : nameIn(teams, team)]),
    ...(user === undefined ? [] : [user === null ? t`Nobody` : nameIn(users, user)]),
  ];
}

function actionWords(action: MacroAction, names: Names): string[] {
  switch (action.type) {
    case 'text':
    case 'note': return [stepWords(action.type)];
    case 'assign': return assignWords(action, names);
    case 'labels': return labelWords(action, names);
    case 'priority': return [priorityWords(action.priority ?? 'none')];
    case 'status': return [statusWords(action.status ?? 'open')];
  }
}

export function macroWords(actions: readonly MacroAction[], names: Names): string {
  return actions.flatMap((action) => actionWords(action, names)).join(' · ');
}
