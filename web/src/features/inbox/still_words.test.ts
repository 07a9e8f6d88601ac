// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryStatus, LastMessage } from '../../api/types';
import { aConversation } from '../../test/samples';
import { isNotSent, stillWords } from './still_words';

const now = new Date('2026-03-02T10:00:00Z').getTime();

function last(status: DeliveryStatus): LastMessage {
  return { id: '1', text: 'Dag', direction: 'out', kind: 'message', content_type: 'text', created_at: '2026-03-02T09:00:00Z', status };
}

describe('a row in which nobody waits for us', () => {
  beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

  it('waits for the customer when our answer left', () => {
    expect(stillWords(aConversation({ last_message: last('delivered') }), now)).not.toBe('');
  });

  it('does not wait for the customer when our answer did not leave', () => {
    const failed = aConversation({ last_message: last('failed') });

    expect(stillWords(failed, now)).toBe('');
    expect(isNotSent(failed.last_message)).toBe(true);
    expect(isNotSent(last('uncertain'))).toBe(true);
    expect(isNotSent(last('sent'))).toBe(false);
  });
});
