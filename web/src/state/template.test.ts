import { describe, expect, it } from 'vitest';
import type { Template } from '../api/types';
import { blankName, choiceOf, isFilled, isSendable, piecesOf, readsAs } from './template';

const template: Template = {
  name: 'monteur_bevestigd', language: 'nl', category: 'UTILITY', status: 'APPROVED', header: 'Afspraak {{1}}', body: 'Beste {{1}}, onze monteur komt {{2}}.',
  variables: [{ component: 'body', index: 2 }, { component: 'body', index: 1, example: 'mevrouw Demir' }, { component: 'header', index: 1 }, { component: 'button', index: 0 }], components: [],
};
const values = { 'header/1': '12', 'body/1': 'mevrouw Demir', 'body/2': 'vrijdag', 'button/0': 'abc' };

describe('a template', () => {
  it('can be sent when it is approved and every blank is filled', () => {
    expect(isSendable(template)).toBe(true);
    expect(isSendable({ ...template, status: 'PENDING' })).toBe(false);
    expect(isFilled(template, values)).toBe(true);
    expect(isFilled(template, { ...values, 'body/2': '  ' })).toBe(false);
  });

  it('reads as the customer will read it', () => {
    expect(readsAs(template, values)).toBe('Beste mevrouw Demir, onze monteur komt vrijdag.');
    expect(piecesOf('Dag {{1}}', 'body', {})).toEqual([{ text: 'Dag ' }, { text: '{{1}}', blank: 'body/1' }]);
  });

  it('sends its parameters in the order of their numbers', () => {
    expect(choiceOf(template, values)).toEqual({
      name: 'monteur_bevestigd', language: 'nl',
      components: [
        { type: 'header', parameters: [{ type: 'text', text: '12' }] },
        { type: 'body', parameters: [{ type: 'text', text: 'mevrouw Demir' }, { type: 'text', text: 'vrijdag' }] },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'abc' }] },
      ],
    });
    expect(choiceOf({ ...template, header: undefined, body: 'Dag.', variables: [] }, {})).toEqual({ name: 'monteur_bevestigd', language: 'nl' });
  });

  it('sends named parameters with their names', () => {
    const named: Template = { ...template, header: undefined, body: 'Onze monteur {{naam}} komt {{dag}}, {{naam}} belt u.', variables: [{ component: 'body', index: 1 }, { component: 'body', index: 2 }] };
    const filled = { 'body/1': 'Kees', 'body/2': 'dinsdag' };

    expect(readsAs(named, filled)).toBe('Onze monteur Kees komt dinsdag, Kees belt u.');
    expect(blankName(named, { component: 'body', index: 2 })).toBe('dag');
    expect(choiceOf(named, filled).components).toEqual([{ type: 'body', parameters: [{ type: 'text', parameter_name: 'naam', text: 'Kees' }, { type: 'text', parameter_name: 'dag', text: 'dinsdag' }] }]);
  });
});
