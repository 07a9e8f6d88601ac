// Numbers and sizes as the language writes them.
import { i18n } from '@lingui/core';

function locale(): string {
  return i18n.locale === 'nl' ? 'nl-NL' : 'en-GB';
}

export function numberWords(value: number): string {
  return new Intl.NumberFormat(locale(), { useGrouping: 'always' }).format(value);
}

// A mean, as exact as it is of use: "4,3".
export function decimalWords(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
}

export function bytesWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit < 2 || value >= 100 ? 0 : 1;
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value)} ${units[unit] ?? ''}`;
}
