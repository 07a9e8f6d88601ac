// The script tag's own start: <script src="https://desk/widget.js" data-key="..." async></script>
import { render } from 'preact';
import { Api } from './api';
import { Chat } from './chat';
import { inkOn, sheetText } from './style';
import { Widget } from './widget';
import type { Identity } from './wire';

interface Balie {
  open: () => void;
  close: () => void;
  identify: (identity: Identity) => Promise<boolean>;
  logout: () => void;
}

declare global {
  interface Window { balie?: Balie }
}

function paint(host: HTMLElement, color: string | undefined): void {
  if (!color || !/^#[0-9a-f]{6}$/i.test(color)) return;
  host.style.setProperty('--accent', color);
  host.style.setProperty('--on-accent', inkOn(color));
}

function start(tag: HTMLScriptElement): void {
  const key = tag.dataset.key ?? '';
  if (key === '' || window.balie) return;
  const host = document.createElement('div');
  host.id = 'balie-widget';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  root.adoptedStyleSheets = [sheet];
  const chat = new Chat(new Api(new URL(tag.src).origin, key));
  const ownColor = tag.dataset.color;
  paint(host, ownColor);
  if (!ownColor) chat.subscribe(() => { paint(host, chat.state.inbox?.color); });
  window.balie = {
    open: () => { chat.show(true); },
    close: () => { chat.show(false); },
    identify: (identity) => chat.identify(identity),
    logout: () => { chat.forget(); },
  };
  const mount = () => {
    document.body.append(host);
    render(<Widget chat={chat} locale={tag.dataset.locale ?? ''} />, root);
  };
  if (document.body) mount(); else addEventListener('DOMContentLoaded', mount);
}

const tag = document.currentScript;
if (tag instanceof HTMLScriptElement) start(tag);
