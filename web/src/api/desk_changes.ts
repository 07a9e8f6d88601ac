// What is changed of a desk: the account, people, teams, labels and canned responses.
import { body, client } from './client';
import type { Account, Role, Visibility } from './types';

export type AccountChange = Partial<Pick<Account, 'name' | 'default_country' | 'agents_see' | 'reopen_within_days' | 'push_shows_text'>>;

export function patchAccount(change: AccountChange) { return body(client.PATCH('/account', { body: change })); }

export function getCardSource() { return body(client.GET('/account/context-card')); }
export function putCardSource(source: { url: string; secret?: string }) { return body(client.PUT('/account/context-card', { body: source })); }
export function deleteCardSource() { return client.DELETE('/account/context-card'); }

export interface NewUser { email: string; name: string; role: Role; password: string }
export interface UserChange { name?: string; role?: Role; active?: boolean; password?: string }

export function postUser(user: NewUser) { return body(client.POST('/users', { body: user })); }
export function patchUser(id: string, change: UserChange) { return body(client.PATCH('/users/{id}', { params: { path: { id } }, body: change })); }

export interface LabelBody { name: string; color: string }

export function postLabel(label: LabelBody) { return body(client.POST('/labels', { body: label })); }
export function patchLabel(id: string, label: LabelBody) { return body(client.PATCH('/labels/{id}', { params: { path: { id } }, body: label })); }
export function deleteLabel(id: string) { return client.DELETE('/labels/{id}', { params: { path: { id } } }); }

export interface CannedBody {
  shortcut: string;
  text: string;
  // Other words on some channels; all of them at once.
  variants: Record<string, string>;
  visibility: Visibility;
  team_id?: string;
  language: string | null;
}

export function postCanned(canned: CannedBody) { return body(client.POST('/canned-responses', { body: canned })); }
export function patchCanned(id: string, canned: CannedBody) { return body(client.PATCH('/canned-responses/{id}', { params: { path: { id } }, body: canned })); }
export function deleteCanned(id: string) { return client.DELETE('/canned-responses/{id}', { params: { path: { id } } }); }

export interface TeamBody { name: string; member_ids: string[] }

export function postTeam(team: TeamBody) { return body(client.POST('/teams', { body: team })); }
export function patchTeam(id: string, team: TeamBody) { return body(client.PATCH('/teams/{id}', { params: { path: { id } }, body: team })); }
export function deleteTeam(id: string) { return client.DELETE('/teams/{id}', { params: { path: { id } } }); }
