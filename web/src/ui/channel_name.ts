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

export function channelName(channel: string): string {
  switch (channel) {
    case 'twilio': case 'messagebird': case 'cm': return t`Text message`;
    case 'webchat': return t`Website chat`;
    case 'email': return t`E-mail`;
    case 'api': return t`Own channel (API)`;
    default: return names[channel] ?? channel;
  }
}
