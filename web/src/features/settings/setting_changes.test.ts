import { describe, expect, it } from 'vitest';
import { changesOf } from './setting_changes';

const settings = [{ name: 'from', secret: false, value: '+31' }, { name: 'greeting', secret: false, value: '' }, { name: 'push_secret', secret: true, value: '' }];

describe('what is sent of a form', () => {
  it('is nothing when nothing differs', () => {
    expect(changesOf(settings, { from: ' +31 ', greeting: '', push_secret: '' }, [])).toEqual({});
  });
  it('is null for what is emptied, never for a secret that is not typed', () => {
    expect(changesOf(settings, { from: ' ', push_secret: ' ' }, [])).toEqual({ from: null });
  });
  it('is what was empty before, once it is filled in', () => {
    expect(changesOf(settings, { greeting: 'Dag', push_secret: 'whsec_x' }, [])).toEqual({ greeting: 'Dag', push_secret: 'whsec_x' });
  });
  it('is null for a secret that is cleared by name', () => {
    expect(changesOf(settings, {}, ['push_secret'])).toEqual({ push_secret: null });
  });
});
