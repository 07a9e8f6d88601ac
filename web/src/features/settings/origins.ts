// The addresses of a site as a webchat takes them: origins, without a path, with commas between them.
import { t } from '@lingui/core/macro';

// An app may come in under a scheme of its own.
export function isOrigin(text: string): boolean {
  return /^[a-z]+:\/\/[^/?#*@\s,]+$/u.test(text);
}

export function wrongOrigin(value: string): string | undefined {
  return value.split(/[\s,]+/u).filter((one) => one !== '').find((one) => !isOrigin(one));
}

// What is wrong with a setting before it is sent; the server judges it again.
export function settingFault(name: string, value: string): string | undefined {
  const wrong = name === 'allowed_origins' ? wrongOrigin(value) : undefined;
  return wrong === undefined ? undefined : t`“${wrong}” is no address of a site: write https:// and the name, without a path.`;
}
