import { describe, expect, it } from 'vitest';
import { platformAddress } from './platform_steps';
import { siteScript } from './site_script';

describe('the address that a platform gets', () => {
  it('asks Twilio to try again', () => {
    expect(platformAddress({ channel: 'twilio', webhook_url: 'https://desk.example/webhooks/twilio/7' }, '')).toBe('https://desk.example/webhooks/twilio/7#rc=5&rp=all');
  });
  it('has the key for CM, once', () => {
    const url = 'https://desk.example/webhooks/cm/7';
    expect(platformAddress({ channel: 'cm', webhook_url: url }, 'a b&c')).toBe(`${url}?key=a%20b%26c`);
    expect(platformAddress({ channel: 'cm', webhook_url: `${url}?key=x` }, 'x')).toBe(`${url}?key=x`);
  });
});

it('puts the key of a chat into one line', () => {
  expect(siteScript({ address: '7-ab' }, 'https://desk.example')).toBe('<script src="https://desk.example/widget.js" data-key="7-ab" async></script>');
});
