// Under what one writes by e-mail stands one's signature; elsewhere nothing does.
import type { Channel } from '../api/types';

export function signed(text: string, channel: Channel, signature: string): string {
  const own = signature.trim();
  if (channel !== 'email' || own === '' || text === '' || text.endsWith(own)) return text;
  return `${text}\n\n-- \n${own}`;
}

// What one wrote oneself, for who takes it back.
export function unsigned(text: string, signature: string): string {
  const under = `\n\n-- \n${signature.trim()}`;
  return signature.trim() !== '' && text.endsWith(under) ? text.slice(0, -under.length) : text;
}
