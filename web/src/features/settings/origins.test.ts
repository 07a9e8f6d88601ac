import { describe, expect, it } from 'vitest';
import { isMadeOfDigits, isOrigin, wrongOrigin } from './origins';

describe('addresses of a site', () => {
  it.each(['https://www.example.org', 'https://example.org:8443', 'http://localhost:3000', 'http://127.0.0.1:8080', 'app://example'])('takes %s', (text) => expect(isOrigin(text)).toBe(true));
  it.each(['example.org', 'https://example.org/', 'https://example.org/shop', 'https://*.example.org', 'https://', ''])('refuses %s', (text) => expect(isOrigin(text)).toBe(false));
  it('names the first that is wrong', () => {
    expect(wrongOrigin('https://a.example, www.example.org')).toBe('www.example.org');
    expect(wrongOrigin('https://a.example,https://b.example')).toBeUndefined();
  });
});

describe('a number by which a platform knows an account', () => {
  it.each(['', '106540352242922', ' 106540352242922 '])('takes "%s"', (text) => expect(isMadeOfDigits(text)).toBe(true));
  it.each(['abc', '+31612345678', '1065-40'])('refuses "%s"', (text) => expect(isMadeOfDigits(text)).toBe(false));
});
