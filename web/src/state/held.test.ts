import { describe, expect, it } from 'vitest';
import { aMessage } from '../test/samples';
import { isHeld, wasTakenBack } from './held';

const made = '2026-03-02T09:00:00Z';

describe('a reply that has not left', () => {
  it('is held when it leaves within seconds, and planned when later', () => {
    expect(isHeld(aMessage({ created_at: made, send_at: '2026-03-02T09:00:10Z' }))).toBe(true);
    expect(isHeld(aMessage({ created_at: made, send_at: '2026-03-02T10:00:00Z' }))).toBe(false);
    expect(isHeld(aMessage({ created_at: made }))).toBe(false);
  });

  it('is missed by nobody when it was taken back, unlike one that was planned and cancelled', () => {
    expect(wasTakenBack(aMessage({ created_at: made, send_at: '2026-03-02T09:00:05Z', status: 'cancelled' }))).toBe(true);
    expect(wasTakenBack(aMessage({ created_at: made, send_at: '2026-03-02T10:00:00Z', status: 'cancelled' }))).toBe(false);
    expect(wasTakenBack(aMessage({ created_at: made, send_at: '2026-03-02T09:00:05Z', status: 'sent' }))).toBe(false);
  });
});
