import { i18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultWords, isWindowFault } from './fault_words';

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

describe('why a message was not sent', () => {
  it('speaks by treatment on every channel', () => {
    expect(faultWords({ code: '190', title: 'OAuthException', treatment: 'reauthorize' }, 'messenger')).toContain('Messenger');
    expect(faultWords({ code: '190', title: 'OAuthException', treatment: 'reauthorize' }, 'messenger')).not.toContain('OAuthException');
    expect(faultWords({ code: '429', title: 'Too Many Requests', treatment: 'retry' }, 'telegram')).toContain('Telegram');
  });

  it('knows a closed window by its treatment, under any code', () => {
    const fault = { code: '2534022', title: 'This message is sent outside of allowed window.', treatment: 'window_closed' } as const;
    expect(isWindowFault(fault)).toBe(true);
    expect(faultWords(fault, 'instagram')).toBe('the window is closed (2534022)');
  });

  it('says the desk’s own reasons in the person’s words', () => {
    expect(faultWords({ code: 'no_address', title: 'The customer has no e-mail address here', treatment: 'rejected' }, 'email')).toBe('the customer has no address here');
    expect(faultWords({ code: '550', title: 'The mail server refuses the mail', treatment: 'rejected' }, 'email')).toBe('the mail server does not take it for this address (550)');
  });

  it('leaves the platform its word where it will never take it', () => {
    expect(faultWords({ code: '21610', title: 'Attempt to send to unsubscribed recipient', treatment: 'rejected' }, 'twilio')).toBe('Attempt to send to unsubscribed recipient (21610)');
  });

  it('knows our own reasons without a code behind them', () => {
    expect(faultWords({ code: 'opted_out', title: 'The customer wants no messages here any more', treatment: 'rejected' }, 'x')).toBe('the customer wants no messages here');
  });
});
