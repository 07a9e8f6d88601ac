// How long a text is in the unit that a channel counts in.
import type { Capabilities } from '../api/types';

const gsm = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const gsmTwice = '^{}\\[~]|€\f';
const one = new Set(gsm);
const two = new Set(gsmTwice);

// Septets in the alphabet of the GSM; nothing when the text does not fit in it.
function septets(text: string): number | undefined {
  let count = 0;
  for (const character of text) {
    if (one.has(character)) count += 1;
    else if (two.has(character)) count += 2;
    else return undefined;
  }
  return count;
}

export function smsSegments(text: string): number {
  const small = septets(text);
  if (small !== undefined) return small <= 160 ? 1 : Math.ceil(small / 153);
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
}

// X counts most letters once and the rest twice; a link is always 23.
function weighted(text: string): number {
  const withoutLinks = text.replaceAll(/https?:\/\/\S+/g, 'x'.repeat(23));
  let count = 0;
  for (const character of withoutLinks) {
    const code = character.codePointAt(0) ?? 0;
    const light = code <= 4351 || (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247);
    count += light ? 1 : 2;
  }
  return count;
}

export function textLength(text: string, unit: Capabilities['text_unit']): number {
  switch (unit) {
    case 'characters': return Array.from(text).length;
    case 'utf8_bytes': return new TextEncoder().encode(text).length;
    case 'sms_segments': return smsSegments(text);
    case 'weighted': return weighted(text);
  }
}
