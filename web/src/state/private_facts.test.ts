import { describe, expect, it } from 'vitest';
import { privateFacts } from './private_facts';

const found = (text: string, known: string[] = []) => privateFacts(text, known).map((fact) => fact.text);

describe('what is private in a public reply', () => {
  it('finds long numbers, whatever stands between the digits', () => {
    expect(found('Uw klantnummer 30400481 is bekend.')).toEqual(['30400481']);
    expect(found('Nummer 304 004 81 of 30.40-04/81?')).toEqual(['304 004 81', '30.40-04/81']);
    expect(found('Boeking TL-000123, rekening NL91 ABNA 0417 1643 00')).toEqual(['TL-000123', '0417 1643 00']);
  });

  it('finds telephone numbers and addresses of mail', () => {
    expect(found('Bel 06-12345678 of +31 (0)6 1234 5678.')).toEqual(['06-12345678', '+31 (0)6 1234 5678']);
    expect(found('Mail naar jan.jansen@example.org, graag')).toEqual(['jan.jansen@example.org']);
  });

  it('finds what stands in the data of the customer, however short or spaced', () => {
    expect(found('Contract k 4481 loopt af', ['K-4481'])).toEqual(['k 4481']);
    expect(found('Contract K4481 loopt af')).toEqual([]);
    expect(found('Bij 12 meter', ['12'])).toEqual([]);
  });

  it('leaves moments, prices, small numbers and names alone', () => {
    expect(found('Op 23-11-2026 om 09:05, of 2026-11-24 tussen 10:30 en 12:45.')).toEqual([]);
    expect(found('Dat kost € 1.234,56; lijn 12 rijdt tot 2030 weer, @tramlijn_nl en @reiziger202600 @jan@sociaal.example')).toEqual([]);
  });

  it('says where it stands, once', () => {
    expect(privateFacts('x 30400481', ['30400481'])).toEqual([{ from: 2, to: 10, text: '30400481' }]);
  });
});
