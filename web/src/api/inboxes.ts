// Inboxes, their channels and health, and the quarantine.
import { body, client } from './client';
import type { Channel } from './types';

export function getInbox(id: string) { return body(client.GET('/inboxes/{id}', { params: { path: { id } } })); }
export function listChannels() { return body(client.GET('/channels')); }
export function listTemplates(id: string, refresh: boolean) { return body(client.GET('/inboxes/{id}/templates', { params: { path: { id }, query: { ...(refresh ? { refresh: true } : {}) } } })); }
export function getHealth(id: string) { return body(client.GET('/inboxes/{id}/health', { params: { path: { id } } })); }
export function postSubscribe(id: string) { return body(client.POST('/inboxes/{id}/subscribe', { params: { path: { id } }, body: {} })); }
export function getMembers(id: string) { return body(client.GET('/inboxes/{id}/members', { params: { path: { id } } })); }

export interface NewInbox { name: string; channel: Channel; settings: Record<string, string> }
export interface InboxChange { name?: string; settings?: Record<string, string | null>; tone?: string | null; undo_seconds?: number; sla_policy_id?: string | null }
export interface Members { user_ids: string[]; team_ids: string[] }

export function postInbox(inbox: NewInbox) { return body(client.POST('/inboxes', { body: inbox })); }
export function patchInbox(id: string, change: InboxChange) { return body(client.PATCH('/inboxes/{id}', { params: { path: { id } }, body: change })); }
export function deleteInbox(id: string) { return client.DELETE('/inboxes/{id}', { params: { path: { id } } }); }
export function putMembers(id: string, members: Members) { return body(client.PUT('/inboxes/{id}/members', { params: { path: { id } }, body: members })); }

export interface RetentionChange { days?: number; confirmed?: boolean }

export function getRetention(id: string) { return body(client.GET('/inboxes/{id}/retention', { params: { path: { id } } })); }
export function putRetention(id: string, change: RetentionChange) { return body(client.PUT('/inboxes/{id}/retention', { params: { path: { id } }, body: change })); }

export interface SearchStreamBody {
  name: string;
  query: string;
  enabled: boolean;
  hourly_posts_max?: number;
}

export function listSearchStreams(id: string) { return body(client.GET('/inboxes/{id}/search-streams', { params: { path: { id }, query: { limit: 200 } } })); }
export function postSearchStream(id: string, stream: SearchStreamBody) { return body(client.POST('/inboxes/{id}/search-streams', { params: { path: { id } }, body: stream })); }
export function patchSearchStream(id: string, stream_id: string, stream: SearchStreamBody) { return body(client.PATCH('/inboxes/{id}/search-streams/{stream_id}', { params: { path: { id, stream_id } }, body: stream })); }
export function deleteSearchStream(id: string, stream_id: string) { return client.DELETE('/inboxes/{id}/search-streams/{stream_id}', { params: { path: { id, stream_id } } }); }

export function listQuarantine(cursor: string | undefined) { return body(client.GET('/quarantine', { params: { query: { limit: 50, ...(cursor ? { cursor } : {}) } } })); }
export function replayQuarantine(id: string) { return body(client.POST('/quarantine/{id}/replay', { params: { path: { id } }, body: {} })); }
