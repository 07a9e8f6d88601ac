// Which settings count, given what the others say: a password is none where a token opens the mailbox.
import type { ChannelOffer } from '../../api/types';

type Offered = ChannelOffer['settings'][number];

export function isOfUse(field: Offered, fields: readonly Offered[], values: Record<string, string | undefined>): boolean {
  const { when } = field;
  if (!when) return true;
  const decisive = fields.find(({ name }) => name === when.setting);
  if (!decisive) return false;
  const value = values[when.setting]?.trim() ?? '';
  return (value === '' ? (decisive.usual ?? '') : value) === when.value && isOfUse(decisive, fields, values);
}
