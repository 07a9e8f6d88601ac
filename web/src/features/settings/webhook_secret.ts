// Secrets that sign webhooks (Standard Webhooks), made here and shown until one leaves.
const bytes = 32;

function newSecret(): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return `whsec_${btoa(String.fromCharCode(...random))}`;
}

// The settings of a channel that this page makes itself.
export function newWebhookSecrets(): Record<string, string> {
  return { endpoint_secret: newSecret(), inbound_secret: newSecret() };
}

// What the desk makes, not an administrator.
export function isMadeByDesk(setting: string): boolean {
  return setting === 'inbox_key' || setting === 'widget_key';
}
