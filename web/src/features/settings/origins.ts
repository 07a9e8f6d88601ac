// The addresses of a site as a webchat takes them: origins, without a path, with commas between them.
import { t } from '@lingui/core/macro';
import { areHoursWrong } from './opening_hours';

// An app may come in under a scheme of its own.
export function isOrigin(text: string): boolean {
  return /^[a-z]+:\/\/[^/?#*@\s,]+$/u.test(text);
}

export function wrongOrigin(value: string): string | undefined {
  return value.split(/[\s,]+/u).filter((one) => one !== '').find((one) => !isOrigin(one));
}

export function isMadeOfDigits(value: string): boolean {
  return /^\s*\d*\s*$/u.test(value);
}

const ofDigits = new Set(['phone_number_id', 'waba_id', 'page_id', 'instagram_id', 'user_id']);

// What is wrong with a setting before it is sent; the server judges it again.
export function settingFault(name: string, value: string): string | undefined {
  if (ofDigits.has(name) && !isMadeOfDigits(value)) return t`Digits only.`;
  if (name === 'opening_hours' && areHoursWrong(value)) return t`On one of the days it ends before it begins, or a time is missing.`;
  const wrong = name === 'allowed_origins' ? wrongOrigin(value) : undefined;
  return wrong === undefined ? undefined : t`“${wrong}” is no address of a site: write https:// and the name, without a path.`;
}
