// What a channel's settings are called, and where they are found.
import { t } from '@lingui/core/macro';

export interface SettingWords {
  label: string;
  help?: string;
}

export function settingWords(name: string): SettingWords {
  switch (name) {
    case 'phone_number_id': return { label: t`Phone number ID`, help: t`At Meta under WhatsApp, API set-up. Digits only.` };
    case 'waba_id': return { label: t`WhatsApp Business account ID`, help: t`At Meta, beside the phone number ID.` };
    case 'access_token': return { label: t`Access token`, help: t`Of a system user, so that it does not expire.` };
    case 'app_secret': return { label: t`App secret`, help: t`At Meta under App settings, Basic. Checks that messages are genuine.` };
    case 'verify_token': return { label: t`Verification code`, help: t`You paste it at Meta in the next step.` };
    case 'api_base': return { label: t`Other address of the platform`, help: t`Empty for the platform itself. Changing it clears the secrets.` };
    default: return { label: name.replaceAll('_', ' ') };
  }
}
