// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import type { AttributeDefinition } from '../api/types';
import { lackingIn, lacksField } from './required';

function aDefinition(change: Partial<AttributeDefinition>): AttributeDefinition {
  return { id: '1', entity: 'conversation', key: 'reden', name: 'Reden', type: 'text', required_to_resolve: true, position: 0, version: 1, ...change };
}

describe('a field that is required before resolving', () => {
  const [reason, part, country] = [aDefinition({}), aDefinition({ key: 'onderdeel', required_to_resolve: false }), aDefinition({ key: 'land', entity: 'contact' })];

  it('is lacking as long as it is empty', () => {
    expect(lackingIn({}, [reason, part, country])).toEqual([reason]);
    expect(lackingIn({ attributes: { reden: '' } }, [reason])).toEqual([reason]);
    expect(lackingIn({ attributes: { reden: 'storing' } }, [reason])).toEqual([]);
  });

  it('is filled in by no and by nothing of a number', () => {
    expect(lackingIn({ attributes: { reden: false } }, [reason])).toEqual([]);
    expect(lackingIn({ attributes: { reden: 0 } }, [reason])).toEqual([]);
  });

  it('is known by the word of the server', () => {
    expect(lacksField(new Problem(422, 'attribute_required', '', [], undefined, undefined))).toBe(true);
    expect(lacksField(new Problem(422, 'out_of_range', '', [], undefined, undefined))).toBe(false);
    expect(lacksField(new Error('gone'))).toBe(false);
  });
});
