// Signing in and out, and what belongs to the person who did.
import { body, client } from './client';
import type { Availability } from './types';

export function signIn(email: string, password: string) {
  return body(client.POST('/session', { body: { email, password } }));
}

export function getSession() {
  return body(client.GET('/session'));
}

export function signOut() {
  return client.DELETE('/session');
}

export function putAvailability(availability: Availability) {
  return body(client.PUT('/me/availability', { body: { availability } }));
}

export function putPreferences(preferences: Record<string, unknown>) {
  return body(client.PUT('/me/preferences', { body: { preferences } }));
}

// Of programs: each has its maker's rights.
export function listTokens() {
  return body(client.GET('/me/tokens'));
}

export function postToken(name: string) {
  return body(client.POST('/me/tokens', { body: { name } }));
}

export function deleteToken(id: string) {
  return client.DELETE('/me/tokens/{id}', { params: { path: { id } } });
}
