// Contacts over REST.
import { body, client } from './client';

export function getContact(id: string) {
  return body(client.GET('/contacts/{id}', { params: { path: { id } } }));
}

export function listContacts(q: string, cursor: string | undefined) {
  return body(client.GET('/contacts', { params: { query: { ...(q === '' ? {} : { q }), ...(cursor ? { cursor } : {}) } } }));
}

export function postContact(contact: { name: string; phone?: string; email?: string }) {
  return body(client.POST('/contacts', { body: contact }));
}

export interface ContactChange {
  name?: string;
  email?: string | null;
  phone?: string | null;
  note?: string | null;
}

export function patchContact(id: string, change: ContactChange) {
  return body(client.PATCH('/contacts/{id}', { params: { path: { id } }, body: change }));
}

export function eraseContact(id: string) {
  return body(client.DELETE('/contacts/{id}', { params: { path: { id } } }));
}

// A file for whoever asks what is held of them.
export function recordUrl(id: string): string {
  return `/api/v1/contacts/${encodeURIComponent(id)}/export`;
}

export function getCard(id: string) {
  return body(client.GET('/contacts/{id}/card', { params: { path: { id } } }));
}

export function getPages(id: string) {
  return body(client.GET('/contacts/{id}/pages', { params: { path: { id } } }));
}

export function getSuggestions(id: string) {
  return body(client.GET('/contacts/{id}/suggestions', { params: { path: { id } } }));
}

export function getMerges(id: string) {
  return body(client.GET('/contacts/{id}/merges', { params: { path: { id } } }));
}

export function mergeContacts(intoId: string, contactId: string) {
  return body(client.POST('/contacts/{id}/merge', { params: { path: { id: intoId } }, body: { contact_id: contactId } }));
}

export function unmergeContacts(fromId: string, contactId: string) {
  return body(client.POST('/contacts/{id}/unmerge', { params: { path: { id: fromId } }, body: { contact_id: contactId } }));
}

export function contactConversations(id: string, cursor: string | undefined) {
  return body(client.GET('/contacts/{id}/conversations', { params: { path: { id }, query: { limit: 20, ...(cursor ? { cursor } : {}) } } }));
}

export function getContactConversations(id: string) {
  return body(client.GET('/contacts/{id}/conversations', { params: { path: { id }, query: { limit: 20 } } }));
}
