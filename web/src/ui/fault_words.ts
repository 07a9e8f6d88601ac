// Why a message was not sent, in words for an agent: our own reasons, what WhatsApp's codes mean, else how the fault wants
// to be treated and the platform's own title.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes (2026-06)
import { t } from '@lingui/core/macro';
import type { Message } from '../api/types';
import { channelName } from './channel_name';

type Fault = NonNullable<Message['error']>;

// Reasons of the desk itself, on whatever channel.
function ownWords(code: string): string | undefined {
  switch (code) {
    case 'window_closed': return t`the window is closed`;
    case 'opted_out': return t`the customer wants no messages here`;
    case 'needs_reauthorization': return t`the platform refused our access for too long`;
    case 'inbox_gone': return t`this channel is no longer connected`;
    case 'interrupted': return t`the server stopped while it was sending`;
    case 'no_address': return t`the customer has no address here`;
    case 'no_target': case 'no_thread': return t`what it answers is not there any more`;
    case 'attachment_unsupported': return t`the channel does not take this kind of file`;
    case 'too_many_attachments': return t`that is more files than one message takes`;
    case 'caption_unsupported': return t`a file takes no text on this channel`;
    case 'template_unsupported': case 'templates_unsupported': return t`this channel has no templates`;
    case 'bad_template': return t`the template is not right`;
    case 'reaction_unsupported': case 'reactions_unsupported': return t`this channel has no reactions`;
    case 'no_public_address': return t`the platform cannot fetch the file: the desk has no public address`;
    case 'no_text': case 'empty': return t`the message has no text`;
    case 'too_long': return t`the text is too long`;
    case 'forbidden_address': return t`the address is none to send to`;
    case 'no_access_token': case 'no_bot_token': case 'no_secret': case 'no_channel': case 'secrets': return t`the channel’s settings are not complete; an admin can mend them`;
    case 'generation_unsupported': return t`sending over this interface is not built yet`;
    case 'unreadable_answer': return t`the platform’s answer could not be read`;
    case 'late': return t`the server was too late to send it`;
    default: return undefined;
  }
}

function whatsappWords(code: string): string | undefined {
  switch (code) {
    case '131048': return t`too many messages at once`;
    case '131056': return t`too many messages to this customer`;
    case '131026': return t`this customer cannot receive it`;
    case '131047': return t`the window is closed`;
    case '131049': return t`WhatsApp holds this back`;
    case '131050': return t`this customer does not want advertising`;
    case '131051': return t`WhatsApp does not take this kind of message`;
    case '131052': case '131053': return t`the file could not be handled`;
    case '131021': return t`sender and receiver are the same number`;
    case '131030': return t`this number is not on the list of test numbers`;
    case '131031': case '368': return t`WhatsApp has blocked our account`;
    case '132000': case '132001': case '132005': case '132007': case '132012': case '132015': case '132016': return t`the template is not right`;
    default: return undefined;
  }
}

// Of a mail server the code is that of SMTP, and what it says stands beside it.
function mailWords({ code = '', treatment }: Fault): string | undefined {
  return /^5\d\d$/.test(code) && treatment === 'rejected' ? t`the mail server does not take it for this address` : undefined;
}

// A title of the platform says most about what it will never take; for the rest, what it comes to says enough.
function treatmentWords(fault: Fault, channel: string): string | undefined {
  const platform = channelName(channel);
  switch (fault.treatment) {
    case 'reauthorize': return t`${platform} refuses our access; an admin can renew it`;
    case 'retry': return t`${platform} could not take it, half an hour long`;
    case 'window_closed': return t`the window is closed`;
    case 'uncertain': return t`it is not known whether ${platform} took it`;
    default: return undefined;
  }
}

// Sending again is no use then: the customer has to write, or gets a template.
export function isWindowFault(fault: Fault | undefined): boolean {
  return fault?.code === 'window_closed' || fault?.treatment === 'window_closed';
}

export function faultWords(fault: Fault | undefined, channel: string): string {
  if (!fault) return '';
  const own = fault.code ? ownWords(fault.code) : undefined;
  if (own) return own;
  const known = fault.code ? (channel === 'whatsapp' ? whatsappWords(fault.code) : channel === 'email' ? mailWords(fault) : undefined) : undefined;
  const words = known ?? treatmentWords(fault, channel) ?? fault.title;
  return fault.code ? `${words} (${fault.code})` : words;
}
