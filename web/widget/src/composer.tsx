// Where the visitor writes: Enter sends, Shift+Enter is a new line.
import { useRef, useState } from 'preact/hooks';
import type { Chat } from './chat';
import { Refused } from './api';
import type { WireAttachment } from './wire';
import type { Words } from './words';

const fileBytesMax = 25 * 1024 * 1024;

export function Composer({ chat, words }: { chat: Chat; words: Words }) {
  const [text, setText] = useState('');
  const [files, setFiles] = useState<WireAttachment[]>([]);
  const [fault, setFault] = useState('');
  const [uploads, setUploads] = useState(0);
  const picker = useRef<HTMLInputElement>(null);

  const send = (event: Event) => {
    event.preventDefault();
    if (uploads > 0 || (text.trim() === '' && files.length === 0)) return;
    chat.say(text.trim(), files);
    setText('');
    setFiles([]);
    setFault('');
  };
  const add = async (chosen: FileList | null) => {
    for (const file of Array.from(chosen ?? [])) {
      if (file.size > fileBytesMax) { setFault(words.tooLarge); continue; }
      setUploads((count) => count + 1);
      try {
        const kept = await chat.api.upload(file);
        setFiles((all) => [...all, kept]);
      } catch (refusal) { setFault(refusal instanceof Refused && refusal.status === 413 ? words.tooLarge : words.notTaken); }
      setUploads((count) => count - 1);
    }
    if (picker.current) picker.current.value = '';
  };

  return (
    <>
      <p class="notice" role="alert" hidden={fault === ''}>{fault}</p>
      {files.length > 0 && <div class="files">{files.map((file) => <button type="button" key={file.id} aria-label={`${words.remove} ${file.name}`} onClick={() => { setFiles(files.filter(({ id }) => id !== file.id)); }}>{file.name} ×</button>)}</div>}
      <form onSubmit={send}>
        <input ref={picker} type="file" multiple hidden onChange={(event) => { void add(event.currentTarget.files); }} />
        <button type="button" class="icon" aria-label={words.attach} onClick={() => picker.current?.click()}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M16.500 6v11a4.500 4.500 0 0 1-9 0V5a3 3 0 0 1 6 0v10.500a1.500 1.500 0 0 1-3 0V6H9v9.500a3 3 0 0 0 6 0V5a4.500 4.500 0 0 0-9 0v12a6 6 0 0 0 12 0V6z" /></svg></button>
        <textarea rows={2} maxLength={10000} aria-label={words.write} placeholder={words.write} value={text}
          onInput={(event) => { setText(event.currentTarget.value); chat.tellTyping(); }}
          onKeyDown={(event) => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event); }} />
        <button type="submit" class="main" disabled={uploads > 0}>{words.send}</button>
      </form>
    </>
  );
}
