import { describe, expect, it } from 'vitest';
import { nearestColumn } from './nearest_column';

describe('the nearest column', () => {
  it.each([['Naam', 'name'], ['telefoon', 'phone'], ['E-mail', 'email'], ['klantnummer', 'external_id'], ['phnoe', 'phone'], ['externalid', 'external_id'], ['consent_whatsap', 'consent_whatsapp'], ['toestemming_email', 'consent_email']])('to %s is %s', (column, near) => expect(nearestColumn(column)).toBe(near));
  it.each(['plaats', 'geboortedatum', 'x'])('to %s is none', (column) => expect(nearestColumn(column)).toBeUndefined());
});
