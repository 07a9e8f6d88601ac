// Saved views, and how many conversations each list holds.
import { body, client } from './client';
import type { SavedView, ViewFilter, Visibility } from './types';

export interface ViewBody {
  name: string;
  visibility: Visibility;
  team_id?: string;
  filter: ViewFilter;
  sort?: NonNullable<SavedView['sort']>;
}

export function listViews() { return body(client.GET('/views', { params: { query: { limit: 200 } } })); }
export function postView(view: ViewBody) { return body(client.POST('/views', { body: view })); }
export function patchView(id: string, view: Partial<ViewBody>) { return body(client.PATCH('/views/{id}', { params: { path: { id } }, body: view })); }
export function deleteView(id: string) { return client.DELETE('/views/{id}', { params: { path: { id } } }); }
export function getCounts() { return body(client.GET('/views/counts')); }
