// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { languageIn } from './customer_language';

describe('the language of a customer', () => {
  it('is what was noted, when it is one', () => {
    expect(languageIn({ language: 'pl' })).toBe('pl');
    expect(languageIn({ language: 'nl-BE' })).toBe('nl-BE');
    expect(languageIn({ language: 'Pools' })).toBeUndefined();
    expect(languageIn(undefined)).toBeUndefined();
  });
});
