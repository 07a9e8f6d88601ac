// A reply that was sent becomes words for everybody: whom it was for and who wrote it become blanks.

export interface Names {
  customer: string;
  agent: string;
}

const shortest = 3;

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

// As a word of its own: Jan is not in Januari.
function replaced(text: string, name: string, blank: string): string {
  if (name.length < shortest) return text;
  return text.replaceAll(new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(name)}(?![\p{L}\p{N}])`, 'gu'), blank);
}

function first(name: string): string {
  return name.split(' ')[0] ?? '';
}

// Under mail stands a signature; the next customer gets one of whoever writes.
function withoutSignature(text: string): string {
  return text.split('\n-- \n')[0]?.trimEnd() ?? text;
}

// The whole name before its first part.
export function madeGeneral(text: string, { customer, agent }: Names): string {
  const whole = replaced(replaced(withoutSignature(text), customer, '{{contact.name}}'), agent, '{{agent.name}}');
  return replaced(replaced(whole, first(customer), '{{contact.first_name}}'), first(agent), '{{agent.first_name}}');
}

// What may stand in a shortcut: letters, digits, hyphens.
export function shortcutIn(typed: string): string {
  return typed.replaceAll(/[^\p{L}\p{N}_-]/gu, '');
}

export interface Variant {
  channel: string;
  text: string;
}

export function variantsOf(variants: Readonly<Record<string, string>> | undefined): Variant[] {
  return Object.entries(variants ?? {}).map(([channel, text]) => ({ channel, text }));
}

// One without words is none.
export function variantsToKeep(variants: readonly Variant[]): Record<string, string> {
  return Object.fromEntries(variants.flatMap(({ channel, text }) => (text.trim() === '' ? [] : [[channel, text.trim()]])));
}
