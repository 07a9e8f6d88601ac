import { i18n } from '@lingui/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { serverWords } from './server_words';

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

describe('why the server refused', () => {
  it('is said by its stable word, whatever its own words are', () => {
    expect(serverWords({ status: 422, reason: 'contact_erased', detail: 'server words' })).toBe('This customer’s data were erased: there is nobody to write to.');
    expect(serverWords({ status: 403, reason: 'role', detail: 'server words' })).toBe('Your role does not allow this.');
  });

  it('is said by its status where the word is none of ours', () => {
    expect(serverWords({ status: 404, reason: 'unheard_of', detail: 'server words' })).toBe('This is not there any more.');
    expect(serverWords({ status: 503, reason: '', detail: 'server words' })).toBe('The server cannot do this now. Try again in a moment.');
  });

  it('keeps the server’s words rather than none', () => {
    expect(serverWords({ status: 422, reason: 'unheard_of', detail: 'server words' })).toBe('server words');
  });
});
