import { i18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { channelNames } from './channel_name';

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

describe('what a channel is called in the choice of a list', () => {
  it('says what goes over it', () => {
    const name = channelNames([
      { channel: 'cm', capabilities: { carries: 'rcs' } },
      { channel: 'twilio', capabilities: { carries: 'sms' } },
      { channel: 'twilio', capabilities: { carries: 'whatsapp' } },
      { channel: 'messagebird' },
      { channel: 'telegram', capabilities: {} },
    ]);
    expect(name('cm')).toBe('RCS (CM.com)');
    expect(name('twilio')).toBe('Text messages, WhatsApp (Twilio)');
    expect(name('messagebird')).toBe('Text messages (MessageBird)');
    expect(name('telegram')).toBe('Telegram');
  });

  it('names no carrier where one alone carries text messages', () => {
    expect(channelNames([{ channel: 'cm', capabilities: { carries: 'sms' } }])('cm')).toBe('Text message');
  });
});
