// The language of the screen: the person's choice, else the browser's.
import { i18n } from '@lingui/core';

export type Language = 'nl' | 'en';

export function browserLanguage(): Language {
  return navigator.languages.some((language) => language.toLowerCase().startsWith('nl')) ? 'nl' : 'en';
}

async function loadWords(language: Language) {
  const module = language === 'nl' ? await import('../locales/nl.po') : await import('../locales/en.po');
  return module.messages;
}

export async function speak(language: Language): Promise<void> {
  if (i18n.locale === language) return;
  i18n.loadAndActivate({ locale: language, messages: await loadWords(language) });
  document.documentElement.lang = language;
}
