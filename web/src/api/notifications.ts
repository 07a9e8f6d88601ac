// What concerns this person.
import { body, client } from './client';

export function listNotifications(cursor?: string) { return body(client.GET('/notifications', { params: { query: { limit: 30, ...(cursor === undefined ? {} : { cursor }) } } })); }
export function readNotifications(ids: string[]) { return body(client.PUT('/notifications/read', { body: { ids } })); }
export function readAllNotifications() { return body(client.PUT('/notifications/read', { body: { all: true } })); }
