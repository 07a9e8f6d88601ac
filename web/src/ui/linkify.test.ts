import { describe, expect, it } from 'vitest';
import { linkify } from './linkify';

function links(text: string): string[] {
  return linkify(text).flatMap((part) => ('href' in part ? [part.href] : []));
}

describe('links in a text', () => {
  it.each([
    ['Zie https://voorbeeld.nl/pad?x=1.', ['https://voorbeeld.nl/pad?x=1']],
    ['(https://voorbeeld.nl/wiki/Delft_(stad))', ['https://voorbeeld.nl/wiki/Delft_(stad)']],
    ['Mail naar info@voorbeeld.nl, graag', ['mailto:info@voorbeeld.nl']],
    ['Bel +31 6 0000 0001!', ['tel:+31600000001']],
  ])('are found in %s', (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it.each(['http://voorbeeld.nl', 'javascript:alert(1)', 'data:text/html,x', 'ftp://voorbeeld.nl', 'https://jan:geheim@voorbeeld.nl', 'file:///etc/passwd', 'vbscript:x', 'https://'])('are never made of %s', (text) => {
    expect(links(text).filter((href) => !href.startsWith('mailto:'))).toEqual([]);
  });

  it('lose nothing of the text', () => {
    const text = 'a https://voorbeeld.nl, b info@voorbeeld.nl c +31600000001 d';

    expect(linkify(text).map((part) => part.text).join('')).toBe(text);
  });

  it('are found in time in a text made to be slow', () => {
    const start = performance.now();

    linkify(`${'a'.repeat(50_000)}@${'b.'.repeat(20_000)} https://${'('.repeat(20_000)}`);

    expect(performance.now() - start).toBeLessThan(1000);
  });
});
