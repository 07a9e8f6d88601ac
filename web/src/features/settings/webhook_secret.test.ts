import { expect, test } from 'vitest';
import { isMadeByDesk, isRare, newWebhookSecrets } from './webhook_secret';

test('signing secrets are as Standard Webhooks writes them, the others fit in an address, and no two are alike', () => {
  const made = [newWebhookSecrets(), newWebhookSecrets()];

  for (const { endpoint_secret: endpoint = '', inbound_secret: inbound = '', webhook_secret: key, secret_token: token } of made) {
    for (const secret of [endpoint, inbound]) {
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(atob(secret.slice('whsec_'.length))).toHaveLength(32);
    }
    expect(key).toMatch(/^[0-9a-f]{48}$/);
    expect(token).toMatch(/^[0-9a-f]{48}$/);
  }
  expect(new Set(made.flatMap((one) => Object.values(one))).size).toBe(8);
});

test('what the desk makes is not asked for', () => {
  expect(isMadeByDesk('inbox_key')).toBe(true);
  expect(isMadeByDesk('endpoint_url')).toBe(false);
});

test('what few need stands folded, what most need does not', () => {
  expect(isRare('api_base')).toBe(true);
  expect(isRare('greeting')).toBe(false);
});
