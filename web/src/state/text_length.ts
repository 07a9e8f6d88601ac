// How long a text is in the unit that a channel counts in.
import type { Capabilities } from '../api/types';

const gsm = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const gsmTwice = '^{}\\[~]|€\f';
const one = new Set(gsm);
const two = new Set(gsmTwice);

export interface SmsRoom {
  segments: number;
  // Units that still fit into the last of them.
  left: number;
  // What stands outside the alphabet of text messages, and more than halves the room.
  special: string | undefined;
}

// Units in parts of a message: what takes two units is never cut in two.
function parts(sizes: number[], alone: number, most: number): { segments: number; left: number } {
  let count = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > most) { count += 1; filled = 0; }
    filled += size;
  }
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  return whole <= alone ? { segments: 1, left: alone - whole } : { segments: count, left: most - filled };
}

export function smsRoom(text: string): SmsRoom {
  const characters = Array.from(text);
  const special = characters.find((character) => !one.has(character) && !two.has(character));
  const counted = special === undefined ? parts(characters.map((character) => (two.has(character) ? 2 : 1)), 160, 153) : parts(characters.map((character) => character.length), 70, 67);
  return { ...counted, special };
}

export function smsSegments(text: string): number {
  return smsRoom(text).segments;
}

const links = /https?:\/\/\S+/g;
const emoji = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}|[#*0-9]\uFE0F?\u20E3|\p{Regional_Indicator}{2})/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function lightOrHeavy(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code <= 4351 || (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247) ? 1 : 2;
}

// X counts most letters once and the rest twice; a link is always 23, an emoji 2 however it is made up.
function weighted(text: string): number {
  let count = 0;
  for (const { segment } of graphemes.segment(text.normalize('NFC').replaceAll(links, 'x'.repeat(23)))) {
    count += emoji.test(segment) && !/^[#*0-9©®]$/u.test(segment) ? 2 : Array.from(segment).reduce((sum, character) => sum + lightOrHeavy(character), 0);
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
