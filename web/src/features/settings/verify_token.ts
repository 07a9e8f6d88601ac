// A code that only this desk and the platform know, made here and shown until one leaves.
const bytes = 24;

export function newVerifyToken(): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Meta calls the address with our own code before it sends anything; X calls it with one of its own.
export function isAtMeta(channel: string): boolean {
  return ['whatsapp', 'messenger', 'instagram', 'facebook'].includes(channel);
}

export function shakesHands(channel: string): boolean {
  return isAtMeta(channel) || channel === 'x';
}

// Where our webhooks can be told to the platform by a call; elsewhere it is done in the platform's console.
export function subscribesByCall(channel: string): boolean {
  return isAtMeta(channel) || channel === 'telegram' || channel === 'x';
}

// E-mail comes out of a mailbox: there is no address for a platform to call.
export function hasMailbox(channel: string): boolean {
  return channel === 'email';
}

// A chat on a site has no platform: nobody calls, visitors write.
export function hasWebhook(channel: string): boolean {
  return !hasMailbox(channel) && channel !== 'webchat';
}

// Where there is a platform whose address could be another.
export function hasPlatform(channel: string): boolean {
  return hasWebhook(channel) && channel !== 'api';
}

// Whether its platform can be searched for public posts.
export function isSearched(channel: string): boolean {
  return channel === 'x';
}
