// The addresses of a site as a webchat takes them: origins, without a path, with commas between them.
import { t } from '@lingui/core/macro';

export function isOrigin(text: string): boolean {
  try {
    const url = new URL(text);
    const isLocal = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
    return url.origin === text.toLowerCase() && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal));
  } catch {
    return false;
  }
}

export function wrongOrigin(value: string): string | undefined {
  return value.split(/[\s,]+/u).filter((one) => one !== '').find((one) => !isOrigin(one));
}

// What is wrong with a setting before it is sent; the server judges it again.
export function settingFault(name: string, value: string): string | undefined {
  const wrong = name === 'allowed_origins' ? wrongOrigin(value) : undefined;
  return wrong === undefined ? undefined : t`“${wrong}” is no address of a site: write https:// and the name, without a path.`;
}
