import { describe, expect, it } from 'vitest';
import type { Me } from '../api/types';
import { aConversation } from '../test/samples';
import { blanksOf, filled, nextBlank, valuesOf } from './fill';

const me = { id: '5', name: 'Sanne de Wit' } as Me;

describe('the blanks of a canned response', () => {
  it('are filled where something is known, and stay where not', () => {
    const values = { 'contact.first_name': 'Noor', 'contact.phone': undefined };
    expect(filled('Dag {{contact.first_name}}, wij bellen {{ contact.phone }}.', values)).toBe('Dag Noor, wij bellen {{ contact.phone }}.');
  });

  it('never put in what was not meant as a blank, nor fill twice', () => {
    expect(filled('{{contact.name}} {x} {{}}', { 'contact.name': '{{agent.name}}', 'agent.name': 'Sanne' })).toBe('{{agent.name}} {x} {{}}');
  });

  it('are walked through from the caret on, and round again', () => {
    const text = 'A {{x.y}} B {{z.w}}';
    expect(blanksOf(text)).toEqual([{ from: 2, to: 9 }, { from: 12, to: 19 }]);
    expect(nextBlank(text, 9, false)?.from).toBe(12);
    expect(nextBlank(text, 19, false)?.from).toBe(2);
    expect(nextBlank(text, 12, true)?.from).toBe(2);
    expect(nextBlank('geen', 0, false)).toBeUndefined();
  });
});

describe('what is known', () => {
  it('addresses nobody by a number or a handle', () => {
    const known = { contact: undefined, inbox: undefined, me, greeting: 'Goedemorgen' };
    expect(valuesOf({ ...known, conversation: aConversation() })).toMatchObject({ 'contact.first_name': 'Noor', 'agent.first_name': 'Sanne', 'conversation.number': '1' });
    expect(valuesOf({ ...known, conversation: aConversation({ contact: { id: '1', name: '06-00000001' } }) })['contact.first_name']).toBe('');
  });
});
