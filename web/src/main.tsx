// Where the browser begins: nonce, theme and language first, then the screen.
import './styles/base.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { App, loadLogIn } from './pages/app';
import { loadRest } from './pages/inbox_page';
import { queryClient } from './state/cache';
import { loadPart } from './state/parts';
import { languageOf, startTheme, usePreferences } from './state/preferences';
import { speak } from './state/words';
import { loadMenus } from './ui/menu';

const idleMs = 1000;

// Another language draws the screen anew; what is known and typed lives in the stores.
function Spoken() {
  const language = useSyncExternalStore((listener) => i18n.on('change', listener), () => i18n.locale);
  return <App key={language} />;
}

async function begin(root: HTMLElement): Promise<void> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  if (nonce) setNonce(nonce);
  startTheme();
  await speak(languageOf(usePreferences.getState()));
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}><Spoken /></QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

// What is behind the buttons comes when there is nothing better to do.
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run);
  else setTimeout(run, idleMs);
}

const root = document.getElementById('root');
if (root) void begin(root).then(() => whenIdle(() => { loadLogIn(); loadRest(); void loadPart(loadMenus); void loadPart(() => import('./state/away')); void loadPart(() => import('./state/kept_replies')); }));
