import { expect, test } from 'vitest';
import { isMadeByDesk, newWebhookSecrets } from './webhook_secret';

test('secrets are as Standard Webhooks writes them, and no two are alike', () => {
  const made = [...Object.values(newWebhookSecrets()), ...Object.values(newWebhookSecrets())];

  for (const secret of made) {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(atob(secret.slice('whsec_'.length))).toHaveLength(32);
  }
  expect(new Set(made).size).toBe(4);
});

test('what the desk makes is not asked for', () => {
  expect(isMadeByDesk('inbox_key')).toBe(true);
  expect(isMadeByDesk('endpoint_url')).toBe(false);
});
