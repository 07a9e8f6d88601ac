// One message with its files and its ticks.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Chat, Pending } from './chat';
import type { WireAttachment, WireMessage } from './wire';
import type { Words } from './words';

function FileView({ chat, file, words }: { chat: Chat; file: WireAttachment; words: Words }) {
  const [address, setAddress] = useState('');
  const isPicture = file.kind === 'image' && file.state === 'ready';
  useEffect(() => {
    if (!isPicture) return undefined;
    let made = '';
    let isGone = false;
    chat.api.file(file).then((blob) => { if (!isGone) setAddress((made = URL.createObjectURL(blob))); }, () => undefined);
    return () => { isGone = true; if (made !== '') URL.revokeObjectURL(made); };
  }, [file.id, isPicture]);
  const save = () => {
    void chat.api.file(file).then((blob) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = file.name;
      link.click();
      setTimeout(() => { URL.revokeObjectURL(link.href); }, 10_000);
    }, () => undefined);
  };
  if (address !== '') return <img src={address} alt={file.name} />;
  return <button type="button" onClick={save} aria-label={`${words.open_file} ${file.name}`}>{file.name}</button>;
}

// An address of the web can be followed; nothing else becomes a link.
const webAddress = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/gi;

function Linked({ text }: { text: string }) {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const found of text.matchAll(webAddress)) {
    parts.push(text.slice(end, found.index), <a href={found[0]} target="_blank" rel="noopener noreferrer nofollow">{found[0]}</a>);
    end = found.index + found[0].length;
  }
  return <>{parts}{text.slice(end)}</>;
}

const time = (at: string, locale: string) => new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });

export function MessageView({ chat, message, words, locale }: { chat: Chat; message: WireMessage; words: Words; locale: string }) {
  const isOwn = message.direction === 'in';
  const ticks = message.status === 'read' ? `✓✓ ${words.read}` : `✓ ${words.sent}`;
  return (
    <>
      <div class={isOwn ? 'said own' : 'said'}>
        <span class="hidden">{isOwn ? words.you : (message.sender.name ?? words.desk)}: </span>
        {message.deleted_at ? <em>{words.deleted}</em> : <Linked text={message.text} />}
        {message.attachments.map((file) => <div key={file.id}><FileView chat={chat} file={file} words={words} /></div>)}
      </div>
      <div class="meta">{isOwn ? '' : `${message.sender.name ?? words.desk} · `}{time(message.created_at, locale)}{isOwn && <span data-status={message.status}> {ticks}</span>}</div>
    </>
  );
}

export function PendingView({ chat, one, words }: { chat: Chat; one: Pending; words: Words }) {
  return (
    <>
      <div class="said own">{one.text}{one.attachments.map((file) => <div key={file.id}>{file.name}</div>)}</div>
      <div class="meta">{one.failed ? <>{words.failed} · <button type="button" onClick={() => { chat.tryAgain(one); }}>{words.again}</button></> : chat.state.isOffline ? words.waiting : words.sending}</div>
    </>
  );
}
