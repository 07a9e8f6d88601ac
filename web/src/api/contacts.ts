// Contacts over REST.
import { body, client } from './client';

export function getContact(id: string) {
  return body(client.GET('/contacts/{id}', { params: { path: { id } } }));
}

export interface ContactChange {
  name?: string;
  email?: string | null;
  note?: string | null;
}

export function patchContact(id: string, change: ContactChange) {
  return body(client.PATCH('/contacts/{id}', { params: { path: { id } }, body: change }));
}

export function getContactConversations(id: string) {
  return body(client.GET('/contacts/{id}/conversations', { params: { path: { id }, query: { limit: 20 } } }));
}
