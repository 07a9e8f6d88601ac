// Everything that was said, by its words. A day begins as it does here.
import { body, client } from './client';

export function search(q: string, cursor: string | undefined, signal: AbortSignal) {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return body(client.GET('/search', { params: { query: { q, ...(time_zone ? { time_zone } : {}), ...(cursor ? { cursor } : {}) } }, signal }));
}

export function similarTo(id: string) {
  return body(client.GET('/conversations/{id}/similar', { params: { path: { id } } }));
}
