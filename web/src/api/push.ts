// The browsers in which this person wishes to be told.
import { body, client } from './client';
import type { CreatePushSubscription } from './types';

export function listPushSubscriptions() {
  return body(client.GET('/me/push-subscriptions'));
}

export function postPushSubscription(subscription: CreatePushSubscription) {
  return body(client.POST('/me/push-subscriptions', { body: subscription }));
}

export function deletePushSubscription(id: string) {
  return client.DELETE('/me/push-subscriptions/{id}', { params: { path: { id } } });
}
