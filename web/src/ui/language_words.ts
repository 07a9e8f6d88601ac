// Languages in which words are kept, called as the person's own language calls them.
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';

const usual = ['nl', 'en', 'de', 'fr', 'tr', 'ar', 'pl', 'uk'];

// A tag that no browser knows is shown as it is.
export function languageWords(tag: string): string {
  try {
    return new Intl.DisplayNames(i18n.locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function languageChoices(chosen: string): { value: string; label: string }[] {
  const tags = chosen === '' || usual.includes(chosen) ? usual : [...usual, chosen];
  return [{ value: '', label: t`Any` }, ...tags.map((value) => ({ value, label: languageWords(value) }))];
}
