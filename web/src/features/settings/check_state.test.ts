import { describe, expect, it } from 'vitest';
import { stateOf } from './check_state';

const used = { first_webhook_at: '2026-03-02T09:00:00Z' };
const authorization = { name: 'authorization', ok: true };

describe('a check', () => {
  it('is not known before anything came in', () => {
    for (const name of ['silence', 'sends']) {
      expect(stateOf({ name, ok: true }, [], {})).toBe('unknown');
      expect(stateOf({ name, ok: true }, [], used)).toBe('ok');
    }
  });
  it('says nothing of our access while the platform cannot be asked', () => {
    expect(stateOf(authorization, [{ name: 'platform', ok: false, detail: 'host not found' }], used)).toBe('unknown');
    expect(stateOf(authorization, [{ name: 'token', ok: true }], {})).toBe('ok');
    expect(stateOf(authorization, [], {})).toBe('unknown');
  });
  it('that failed is a fault, but for a first message that has not come', () => {
    expect(stateOf({ name: 'token', ok: false }, [], used)).toBe('bad');
    expect(stateOf({ name: 'first_webhook', ok: false }, [], {})).toBe('unknown');
  });
});
