// What a channel is called on the screen.
import { t } from '@lingui/core/macro';

const names: Record<string, string> = {
  whatsapp: 'WhatsApp', messenger: 'Messenger', instagram: 'Instagram', facebook: 'Facebook', x: 'X', telegram: 'Telegram',
};

const carriers: Record<string, string> = { twilio: 'Twilio', messagebird: 'MessageBird', cm: 'CM.com' };

// In the choice of what to connect: several platforms bring text messages.
export function offerName(channel: string): string {
  const platform = carriers[channel];
  return platform ? t`Text messages via ${platform}` : channelName(channel);
}

const kinds = ['sms', 'rcs', 'whatsapp'];

function kindName(kind: string): string {
  switch (kind) {
    case 'rcs': return 'RCS';
    case 'whatsapp': return 'WhatsApp';
    default: return t`Text messages`;
  }
}

interface Carrying {
  channel: string;
  capabilities?: { carries?: string } | undefined;
}

// Several of them carry text messages, and some more than those: where one chooses among an account's channels, each is
// called by what goes over its inboxes and by whom it comes.
export function channelNames(inboxes: readonly Carrying[]): (channel: string) => string {
  const texting = new Set(inboxes.map(({ channel }) => channel).filter((channel) => channel in carriers));
  return (channel) => {
    const carrier = carriers[channel];
    if (!carrier) return channelName(channel);
    const carried = new Set(inboxes.filter((inbox) => inbox.channel === channel).map((inbox) => inbox.capabilities?.carries ?? 'sms'));
    if (carried.has('rcs') || carried.has('whatsapp')) return `${kinds.filter((kind) => carried.has(kind)).map(kindName).join(', ')} (${carrier})`;
    return texting.size > 1 ? t`Text messages (${carrier})` : channelName(channel);
  };
}

export function channelName(channel: string): string {
  switch (channel) {
    case 'twilio': case 'messagebird': case 'cm': return t`Text message`;
    case 'webchat': return t`Website chat`;
    case 'email': return t`E-mail`;
    case 'api': return t`Own channel (API)`;
    default: return names[channel] ?? channel;
  }
}
