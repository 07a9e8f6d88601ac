// What a desk is made of: people, teams, labels, inboxes and canned responses.
import { body, client } from './client';

const most = { query: { limit: 200 } } as const;

export function listUsers() { return body(client.GET('/users', { params: most })); }
export function listTeams() { return body(client.GET('/teams', { params: most })); }
export function listLabels() { return body(client.GET('/labels', { params: most })); }
export function listCanned() { return body(client.GET('/canned-responses', { params: most })); }
export function listInboxes() { return body(client.GET('/inboxes', { params: most })); }
export function getQueue() { return body(client.GET('/queue')); }
