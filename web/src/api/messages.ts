// Messages over REST.
import { body, client } from './client';
import type { NewMessage } from './types';

export interface PageQuery {
  before?: string;
  after?: string;
  limit?: number;
}

export function listMessages(conversationId: string, query: PageQuery) {
  return body(client.GET('/conversations/{id}/messages', { params: { path: { id: conversationId }, query } }));
}

export function postMessage(conversationId: string, message: NewMessage) {
  return body(client.POST('/conversations/{id}/messages', { params: { path: { id: conversationId } }, body: message }));
}

export function retryMessage(id: string, attempt: number) {
  return body(client.POST('/messages/{id}/retry', { params: { path: { id } }, body: { attempt } }));
}

export function confirmMessage(id: string, attempt: number) {
  return body(client.POST('/messages/{id}/confirm', { params: { path: { id } }, body: { attempt } }));
}

export function approveMessage(id: string) {
  return body(client.POST('/messages/{id}/approve', { params: { path: { id } }, body: {} }));
}

export function cancelMessage(id: string, reason?: string) {
  return body(client.POST('/messages/{id}/cancel', { params: { path: { id } }, body: reason ? { reason } : {} }));
}

export function postPrivateReply(id: string, clientId: string, text: string) {
  return body(client.POST('/messages/{id}/private-reply', { params: { path: { id } }, body: { client_id: clientId, text } }));
}

export function putHidden(id: string, hidden: boolean) {
  return body(client.PUT('/messages/{id}/hidden', { params: { path: { id } }, body: { hidden } }));
}

export function removeMessage(id: string) {
  return body(client.POST('/messages/{id}/remove', { params: { path: { id } }, body: {} }));
}

export function getRaw(id: string) {
  return body(client.GET('/messages/{id}/raw', { params: { path: { id } } }));
}
