// Fields that the account defines, and their values.
import { body, client } from './client';
import type { AttributeDefinition } from './types';

type Values = Record<string, unknown>;

export interface AttributeBody {
  name: string;
  type: AttributeDefinition['type'];
  options?: string[];
  required_to_resolve?: boolean;
}

export interface NewAttribute extends AttributeBody {
  entity: AttributeDefinition['entity'];
  key: string;
}

const of = (id: string) => ({ params: { path: { id } } });

export function listAttributes() { return body(client.GET('/attribute-definitions', { params: { query: { limit: 200 } } })); }
export function postAttribute(attribute: NewAttribute) { return body(client.POST('/attribute-definitions', { body: attribute })); }
export function patchAttribute(id: string, attribute: AttributeBody) { return body(client.PATCH('/attribute-definitions/{id}', { ...of(id), body: attribute })); }
export function deleteAttribute(id: string) { return client.DELETE('/attribute-definitions/{id}', of(id)); }

export function patchConversationAttributes(id: string, attributes: Values) { return body(client.PATCH('/conversations/{id}', { ...of(id), body: { attributes } })); }
export function patchContactAttributes(id: string, attributes: Values) { return body(client.PATCH('/contacts/{id}', { ...of(id), body: { attributes } })); }
export function putBlocked(id: string, blocked: boolean, reason?: 'spam' | 'abuse') { return body(client.PUT('/contacts/{id}/blocked', { ...of(id), body: { blocked, ...(reason ? { reason } : {}) } })); }
