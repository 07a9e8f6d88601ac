// Where the customers' phone begins: theme and language as in the inbox, then the page.
import '../styles/base.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTheme } from '../state/preferences';
import { speak } from '../state/words';
import { Page } from './page';
import { language, words } from './words';

async function begin(root: HTMLElement): Promise<void> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  if (nonce) setNonce(nonce);
  startTheme();
  await speak(language);
  document.title = `Balie · ${words.title}`;
  createRoot(root).render(<StrictMode><I18nProvider i18n={i18n}><Page /></I18nProvider></StrictMode>);
}

const root = document.getElementById('root');
if (root) void begin(root);
