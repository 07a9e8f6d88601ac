// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { audienceOf, mayEdit, sharing } from './audience';

const agent = { id: '1', role: 'agent' as const };
const lead = { id: '2', role: 'lead' as const };

describe('for whom something is kept', () => {
  it('goes to the server and comes back', () => {
    for (const audience of ['own', 'all', 'team:7']) expect(audienceOf(sharing(audience))).toBe(audience);
  });

  it('is everybody where nothing is said', () => {
    expect(audienceOf({})).toBe('all');
  });
});

describe('who may change it', () => {
  it('is whoever made it', () => {
    expect(mayEdit(agent, { visibility: 'own', owner_id: '1' })).toBe(true);
    expect(mayEdit(agent, { visibility: 'all', owner_id: '2' })).toBe(false);
  });

  it('is a lead, unless it is somebody’s own', () => {
    expect(mayEdit(lead, { visibility: 'team', team_id: '7', owner_id: '1' })).toBe(true);
    expect(mayEdit(lead, {})).toBe(true);
    expect(mayEdit(lead, { visibility: 'own', owner_id: '1' })).toBe(false);
  });

  it('is never who only reads', () => {
    expect(mayEdit({ id: '1', role: 'auditor' }, { visibility: 'own', owner_id: '1' })).toBe(false);
  });
});
