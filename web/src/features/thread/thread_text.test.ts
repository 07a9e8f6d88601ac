import { i18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { aConversation, aMessage, anAttachment } from '../../test/samples';
import { exportedText } from './thread_text';

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

describe('a conversation as text', () => {
  it('names who said what, files and places, and what did not arrive', () => {
    const text = exportedText(aConversation({ number: 48213 }), [
      aMessage({ text: 'Twee\nregels' }),
      aMessage({ id: '2', text: '', attachments: [anAttachment({ name: 'meter.png' })] }),
      aMessage({ id: '3', direction: 'out', text: 'Dank u', status: 'failed', sender: { type: 'user', id: '5', name: 'Sanne' } }),
    ]);
    expect(text).toMatch(/^Noor Bakker {2}#48213 {2}WhatsApp\n/);
    expect(text).toContain('Noor Bakker\n    Twee\n    regels');
    expect(text).toMatch(/\[\S+: meter\.png\]/);
    expect(text).toMatch(/Sanne \(.+\)\n {4}Dank u/);
  });

  it('has no words that were taken back', () => {
    const text = exportedText(aConversation(), [
      aMessage({ text: 'geheim', deleted_at: '2026-03-02T09:01:00Z' }),
      aMessage({ id: '2', text: 'te snel', status: 'cancelled', send_at: '2026-03-02T09:00:05Z' }),
    ]);
    expect(text).not.toContain('geheim');
    expect(text).not.toContain('te snel');
  });
});
