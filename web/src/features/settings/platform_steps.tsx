// What is still to be done at the platform, channel by channel.
import { t } from '@lingui/core/macro';
import type { Inbox } from '../../api/types';
import { Badge } from '../../ui/badge';
import { channelName } from '../../ui/channel_name';
import styles from './settings.module.css';

const fields: Record<string, string[]> = {
  whatsapp: ['messages', 'message_template_status_update', 'phone_number_quality_update', 'account_update', 'user_id_update', 'smb_message_echoes'],
  messenger: ['messages', 'messaging_postbacks', 'messaging_optins', 'message_deliveries', 'message_reads', 'message_reactions', 'message_edits', 'message_echoes', 'messaging_referrals', 'messaging_handovers', 'messaging_account_linking', 'messaging_policy_enforcement', 'standby'],
  instagram: ['messages', 'messaging_postbacks', 'messaging_seen', 'message_reactions', 'message_edit', 'messaging_referral', 'standby', 'comments', 'live_comments', 'mentions'],
  facebook: ['feed', 'mention', 'ratings'],
  x: ['post.mention.create', 'post.reply.create', 'post.quote.create', 'post.create', 'post.delete', 'dm.received', 'dm.sent', 'dm.read', 'chat.received', 'oauth.revoke'],
};

// Twilio offers a message again only when the address asks for it.
const twilioTries = '#rc=5&rp=all';
const cmKey = '?key=';

// The whole address as the platform must have it. That with a key is told once, to whoever gave the key.
export function platformAddress({ channel, webhook_url: url = '' }: Pick<Inbox, 'channel' | 'webhook_url'>, key: string): string {
  if (channel === 'twilio') return url + twilioTries;
  return channel === 'cm' && key !== '' && !url.includes(cmKey) ? `${url}${cmKey}${encodeURIComponent(key)}` : url;
}

export function placeWords(inbox: Inbox): string {
  const { address } = inbox;
  switch (inbox.channel) {
    case 'whatsapp': return t`Paste these two values at Meta, under WhatsApp, Configuration.`;
    case 'messenger': return t`Paste these two values at Meta, under Messenger, Settings, Webhooks.`;
    case 'instagram': return t`Paste these two values at Meta, under Instagram, Webhooks.`;
    case 'facebook': return t`Paste these two values at Meta, under Webhooks, Page.`;
    case 'x': return t`The desk registers this address with X and subscribes the account by itself, at its next look; “Subscribe again” does it at once.`;
    case 'telegram': return t`The desk tells Telegram this address by itself, at its next look; “Subscribe again” does it at once.`;
    case 'twilio': return t`Paste this address at Twilio: Phone Numbers, your number, Messaging, “A message comes in”, HTTP POST. What stands behind # makes Twilio offer a message again after a failure. For ticks, set it as status callback of the messaging service too.`;
    case 'messagebird': return t`Give this address to MessageBird, for incoming messages and for status reports, exactly as it stands: it is part of what is signed.`;
    case 'cm': return t`Paste this address at CM.com, for incoming messages and for status reports. It holds the key: copy it now, later it is shown without.`;
    case 'webchat': return t`Paste this line into the pages of your site, before the end of the body.`;
    case 'email': return t`The desk logs in by itself. Then send a mail to ${address}, as a customer would.`;
    default: return t`Paste this address at the platform, where it asks for a webhook.`;
  }
}

export function stepTitle(inbox: Inbox): string {
  switch (inbox.channel) {
    case 'webchat': return t`Put it on your site`;
    case 'email': return t`Look into the mailbox`;
    case 'x': return t`Register the webhook`;
    default: return t`Set the webhook`;
  }
}

export function FieldsToSwitchOn({ channel }: { channel: string }) {
  const wanted = fields[channel] ?? [];
  const name = channelName(channel);
  if (wanted.length === 0) return null;
  return <div className={styles.stack}><span className="small medium">{channel === 'x' ? t`The desk asks X for these` : t`Switch these fields on for ${name}`}</span><span className="row wrap">{wanted.map((field) => <Badge key={field} large>{field}</Badge>)}</span></div>;
}
