// The button in the corner and the panel above it.
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Chat } from './chat';
import { Composer } from './composer';
import { MessageView, PendingView } from './message_view';
import type { WireInbox } from './wire';
import { waitWords, wordsOf, type Words } from './words';

function Who({ chat, words, onDone }: { chat: Chat; words: Words; onDone: () => void }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const start = (event: Event) => {
    event.preventDefault();
    void chat.open({ name: name.trim(), ...(email.trim() === '' ? {} : { email: email.trim() }) }).then((done) => { if (done) onDone(); });
  };
  return (
    <form class="who" onSubmit={start}>
      <p>{words.who}</p>
      <label>{words.name}<input type="text" required maxLength={80} autocomplete="name" value={name} onInput={(event) => { setName(event.currentTarget.value); }} /></label>
      <label>{words.email}<input type="email" maxLength={254} autocomplete="email" value={email} onInput={(event) => { setEmail(event.currentTarget.value); }} /></label>
      <button type="submit" class="main">{words.start}</button>
    </form>
  );
}

function Thread({ chat, words, locale }: { chat: Chat; words: Words; locale: string }) {
  const { messages, pending, inbox, typist } = chat.state;
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => { if (log.current) log.current.scrollTop = log.current.scrollHeight; }, [messages.length, pending.length]);
  return (
    <>
      <div class="log" role="log" aria-label={words.messages} tabIndex={0} ref={log}>
        {inbox?.greeting && <div class="said">{inbox.greeting}</div>}
        {messages.map((message) => <MessageView key={message.id} chat={chat} message={message} words={words} locale={locale} />)}
        {pending.map((one) => <PendingView key={one.clientId} chat={chat} one={one} words={words} />)}
      </div>
      <p class="notice" role="status">{typist === '' ? '' : `${typist} ${words.typing}`}</p>
    </>
  );
}

// Whether somebody is there, and what one may expect.
function expectation(inbox: WireInbox | undefined, words: Words, locale: string): string {
  if (inbox?.is_open === false) {
    const opens = inbox.opens_at === undefined ? '' : `${words.opens} ${new Date(inbox.opens_at).toLocaleString(locale, { weekday: 'long', hour: '2-digit', minute: '2-digit' })}. `;
    return `${words.closed} ${opens}${words.leave}`;
  }
  return inbox?.usual_wait_seconds === undefined ? '' : waitWords(inbox.usual_wait_seconds, words);
}

function Panel({ chat, words, locale, onClose }: { chat: Chat; words: Words; locale: string; onClose: () => void }) {
  const { inbox, isLive, isOffline, hasTried, isRefused, name, messages } = chat.state;
  const panel = useRef<HTMLDivElement>(null);
  const [hasSaid, setHasSaid] = useState(false);
  const asks = inbox?.asks_name === true && name === '' && !hasSaid && messages.length === 0;
  useEffect(() => { panel.current?.querySelector<HTMLElement>('input[type=text],textarea')?.focus(); }, [asks, inbox !== undefined]);
  return (
    <div class="panel" id="balie-panel" role="dialog" aria-label={inbox?.name ?? 'Chat'} ref={panel} onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}>
      <header><h2>{inbox?.name ?? 'Chat'}</h2><button type="button" class="icon" aria-label={words.close} onClick={onClose}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="m18.300 5.700-1.400-1.400L12 9.200 7.100 4.300 5.700 5.700l4.900 4.900-4.900 4.900 1.400 1.400 4.900-4.900 4.900 4.900 1.400-1.400-4.900-4.900z" /></svg></button></header>
      {expectation(inbox, words, locale) !== '' && <p class="notice">{expectation(inbox, words, locale)}</p>}
      {inbox?.opening_hours_note && <p class="notice">{inbox.opening_hours_note}</p>}
      <p class="notice" role="status">{isRefused ? words.unavailable : isOffline || (hasTried && !isLive && !asks) ? words.offline : ''}</p>
      {asks ? <Who chat={chat} words={words} onDone={() => { setHasSaid(true); }} /> : <><Thread chat={chat} words={words} locale={locale} /><Composer chat={chat} words={words} /></>}
    </div>
  );
}

export function Widget({ chat, locale }: { chat: Chat; locale: string }) {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => chat.subscribe(() => { draw(undefined); }), [chat]);
  const launcher = useRef<HTMLButtonElement>(null);
  const language = locale === '' ? (chat.state.inbox?.locale ?? document.documentElement.lang) : locale;
  const words = wordsOf(language);
  const unread = chat.unread();
  const { isOpen } = chat.state;
  // On a small screen the button is only there again once the panel is gone.
  const givesBack = useRef(false);
  const close = () => { givesBack.current = true; chat.show(false); };
  useLayoutEffect(() => {
    if (!isOpen && givesBack.current) launcher.current?.focus();
    givesBack.current = false;
  }, [isOpen]);
  return (
    <aside aria-label="Chat" lang={words === wordsOf('en') ? 'en' : 'nl'}>
      {isOpen && <Panel chat={chat} words={words} locale={words === wordsOf('en') ? 'en' : 'nl'} onClose={close} />}
      <button type="button" class="launcher" ref={launcher} aria-expanded={isOpen} aria-controls={isOpen ? 'balie-panel' : undefined} aria-label={(isOpen ? words.close : words.open) + (unread > 0 && !isOpen ? `, ${unread} ${words.unread}` : '')} onClick={() => { chat.show(!isOpen); }}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z" /></svg>
        {unread > 0 && !isOpen && <span class="count" aria-hidden="true">{unread}</span>}
      </button>
    </aside>
  );
}
