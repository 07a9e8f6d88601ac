// What is wrong with a field, in the person's own language: the server says it in English, and by a stable word.
import { t } from '@lingui/core/macro';

export function fieldFaultWords(reason: string | undefined, detail: string | undefined): string {
  switch (reason) {
    case 'required': return t`This has to be filled in.`;
    case 'ill_formed':
    case 'ill_typed': return t`This cannot be read as it stands.`;
    case 'too_long': return t`This is too long.`;
    case 'too_short': return t`This is too short.`;
    case 'out_of_range': return t`This number is too large or too small.`;
    case 'not_digits': return t`Digits only.`;
    case 'unknown_word': return t`This is none of the words that may stand here.`;
    case 'forbidden_address': return t`Must begin with https:// and be an address on the internet.`;
    case 'shortcut_taken':
    case 'name_taken': return t`Something else is called that already.`;
    case 'unpaired': return t`A quotation mark or a bracket has no partner.`;
    case 'no_words': return t`Put in a word, a hashtag or an account that a post can hold.`;
    case 'repeated': return t`This stands here twice.`;
    default: return detail ?? '';
  }
}
