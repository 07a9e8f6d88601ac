// How customers say that they were helped, and whether an inbox asks them.
import { body, client } from './client';

export function getSatisfaction(contactId: string, limit: number, cursor?: string) {
  return body(client.GET('/contacts/{id}/satisfaction', { params: { path: { id: contactId }, query: { limit, ...(cursor ? { cursor } : {}) } } }));
}

export interface SurveyChange { is_enabled: boolean; words: string }

export function getSurvey(inboxId: string) { return body(client.GET('/inboxes/{id}/satisfaction-survey', { params: { path: { id: inboxId } } })); }
export function putSurvey(inboxId: string, change: SurveyChange) { return body(client.PUT('/inboxes/{id}/satisfaction-survey', { params: { path: { id: inboxId } }, body: change })); }
