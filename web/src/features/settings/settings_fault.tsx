// What is wrong with the settings of an inbox as a whole, when no single field is to blame.
import { t } from '@lingui/core/macro';
import { Banner } from '../../ui/banner';
import type { Saving } from '../../ui/use_save';

function words({ fault, faultOf, reasonOf }: Saving): string | undefined {
  switch (reasonOf('settings')) {
    case 'required': return t`Fill in one of the fields that say what the platform calls this inbox: a number, a name or an ID.`;
    case 'address_taken': return t`This address is connected already.`;
    default: return fault ?? faultOf('settings');
  }
}

export function SettingsFault({ saving }: { saving: Saving }) {
  const said = words(saving);
  return said ? <Banner tone="late" role="alert">{said}</Banner> : null;
}
