// Why a message was not sent, in words for an agent. Codes that we do not know keep the platform's own title.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes (2026-06)
import { t } from '@lingui/core/macro';
import type { Message } from '../api/types';

type Fault = NonNullable<Message['error']>;

function whatsappWords(code: string): string | undefined {
  switch (code) {
    case '0': case '190': case '3': case '10': return t`WhatsApp refuses our access token`;
    case '4': case '80007': case '130429': case '131048': return t`too many messages at once`;
    case '131056': return t`too many messages to this customer`;
    case '1': case '2': case '131000': case '131016': case '133004': return t`WhatsApp cannot be reached for a moment`;
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

export function faultWords(fault: Fault | undefined, channel: string): string {
  if (!fault) return '';
  const words = (channel === 'whatsapp' && fault.code ? whatsappWords(fault.code) : undefined) ?? fault.title;
  return fault.code ? `${words} (${fault.code})` : words;
}
