// Conversations over REST.
import type { ViewQuery } from '../state/view';
import { body, client } from './client';
import type { ComposeMode, ConversationStatus, IdentityKind, Priority, TemplateChoice } from './types';

export interface ListQuery extends Partial<ViewQuery> {
  cursor?: string;
  limit?: number;
}

export interface DraftBody {
  text: string;
  mode: ComposeMode;
  attachment_ids: string[];
  version: number;
}

export function listConversations(query: ListQuery) {
  return body(client.GET('/conversations', { params: { query } }));
}

export function getConversation(id: string) {
  return body(client.GET('/conversations/{id}', { params: { path: { id } } }));
}

export interface AssigneeBody {
  assignee_id: string | null;
  team_id?: string | null;
  expected_assignee_id?: string | null;
}

export function putAssignee(id: string, assignee: AssigneeBody) {
  return body(client.PUT('/conversations/{id}/assignee', { params: { path: { id } }, body: assignee }));
}

export function putStatus(id: string, status: ConversationStatus, snoozedUntil?: string, promiseKept = false) {
  return body(client.PUT('/conversations/{id}/status', { params: { path: { id } }, body: { status, ...(snoozedUntil ? { snoozed_until: snoozedUntil } : {}), ...(promiseKept ? { promise_kept: true } : {}) } }));
}

export function putPriority(id: string, priority: Priority) {
  return body(client.PUT('/conversations/{id}/priority', { params: { path: { id } }, body: { priority } }));
}

export function putLabels(id: string, labelIds: string[]) {
  return body(client.PUT('/conversations/{id}/labels', { params: { path: { id } }, body: { label_ids: labelIds } }));
}

export function getHold(id: string) {
  return body(client.GET('/conversations/{id}/hold', { params: { path: { id } } }));
}

export function putHold(id: string, held: boolean) {
  return body(client.PUT('/conversations/{id}/hold', { params: { path: { id } }, body: { held } }));
}

export function putRead(id: string) {
  return body(client.PUT('/conversations/{id}/read', { params: { path: { id } }, body: {} }));
}

export interface OtherWay {
  inbox_id: string;
  identity_id: string;
  text: string;
  subject?: string;
}

// An answer by another address of the customer. The key makes a repetition harmless.
export function answerElsewhere(key: string, answer: OtherWay) {
  return body(client.POST('/conversations', { params: { header: { 'Idempotency-Key': key } }, body: { ...answer, other_channel: true } }));
}

export interface FirstWords {
  inbox_id: string;
  identity_id?: string;
  identity?: { kind: IdentityKind; value: string };
  text?: string;
  template?: TemplateChoice;
  subject?: string;
}

// Writing first. By an address that is known, it is meant, wherever the customer last wrote.
export function beginConversation(key: string, words: FirstWords) {
  return body(client.POST('/conversations', { params: { header: { 'Idempotency-Key': key } }, body: { ...words, ...(words.identity_id ? { other_channel: true } : {}) } }));
}

export function getDrafts(id: string) {
  return body(client.GET('/conversations/{id}/drafts', { params: { path: { id } } }));
}

// With `leaving`, the request outlives the page that sends it.
export function putDraft(id: string, draft: DraftBody, leaving = false) {
  return body(client.PUT('/conversations/{id}/draft', { params: { path: { id } }, body: draft, ...(leaving ? { keepalive: true } : {}) }));
}
