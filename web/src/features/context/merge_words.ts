// What joining two contacts does, in words: said before it is done.
import { t } from '@lingui/core/macro';
import type { Contact } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { whoStays } from '../../state/who_stays';

export function mergeWords(into: Contact, other: Contact): string[] {
  const { stays, goes } = whoStays(into, other);
  const name = contactName(stays);
  const gone = contactName(goes);
  return [
    t`All addresses and conversations of ${gone} move to ${name}, whose name, number, note and fields stay as they are.`,
    ...(stays.blocked && !goes.blocked ? [t`${name} is blocked: that then holds for what came from ${gone} too.`] : []),
    ...(goes.blocked && !stays.blocked ? [t`${gone} is blocked: that ends, because ${name} is not.`] : []),
    t`It can be undone, then or later: each then has their own messages again.`,
  ];
}
