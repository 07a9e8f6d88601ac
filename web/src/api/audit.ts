// The audit log over REST.
import { body, client } from './client';

export interface AuditQuestion {
  user_id?: string;
  // One action, or all of a kind.
  action?: string;
  from?: string;
  until?: string;
}

export function listAudit(question: AuditQuestion, cursor: string | undefined) {
  return body(client.GET('/audit', { params: { query: { ...question, ...(cursor ? { cursor } : {}) } } }));
}
