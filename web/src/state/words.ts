// The language of the screen: the person's choice, else the browser's.
import { i18n } from '@lingui/core';
import { loadPart } from './parts';

export type Language = 'nl' | 'en';

export function browserLanguage(): Language {
  return navigator.languages.some((language) => language.toLowerCase().startsWith('nl')) ? 'nl' : 'en';
}

function loadWords(language: Language) {
  return loadPart(() => (language === 'nl' ? import('../locales/nl.po') : import('../locales/en.po')));
}

export async function speak(language: Language): Promise<void> {
  if (i18n.locale === language) return;
  const words = await loadWords(language);
  if (!words) return;
  i18n.loadAndActivate({ locale: language, messages: words.messages });
  document.documentElement.lang = language;
}
