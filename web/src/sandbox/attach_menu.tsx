// Everything but plain words: files of the person at the screen, and samples of ours.
import { AudioLines, BarChart3, Contact, FileText, Image, MapPin, Mic, type LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import { Icon } from '../ui/icon';
import { say, sendFile } from './server';
import { words } from './words';
import voice from './voice.ogg?url';
import styles from './phone.module.css';

interface AttachMenuProps {
  customer: string;
  replyTo: string | undefined;
  run: (doing: Promise<unknown>) => void;
}

const utrecht = { latitude: 52.0907, longitude: 5.1214 };

async function sendVoice(customer: string, replyTo: string | undefined): Promise<void> {
  const file = await (await fetch(voice)).blob();
  await sendFile(customer, { file, name: 'voice.ogg', mime: 'audio/ogg; codecs=opus', isVoice: true, replyTo });
}

function FileChoice({ of, label, accept, run, customer, replyTo }: AttachMenuProps & { of: LucideIcon; label: string; accept: string }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (file) run(sendFile(customer, { file, name: file.name, mime: file.type || 'application/octet-stream', replyTo }));
  };
  return (
    <>
      <button type="button" className={styles.attach} onClick={() => input.current?.click()}><Icon of={of} />{label}</button>
      <input ref={input} type="file" hidden accept={accept} aria-label={label} onChange={(event) => { take(event.target.files?.[0]); event.target.value = ''; }} />
    </>
  );
}

export function AttachMenu({ customer, replyTo, run }: AttachMenuProps) {
  const common = { customer, replyTo, run };
  const reply = replyTo ? { reply_to: replyTo } : {};
  return (
    <div className={styles.menu} role="group" aria-label={words.attach}>
      <FileChoice of={Image} label={words.photoOrVideo} accept="image/jpeg,image/png,video/mp4" {...common} />
      <FileChoice of={FileText} label={words.document} accept=".pdf,.txt,.docx,.xlsx" {...common} />
      <FileChoice of={AudioLines} label={words.voiceFile} accept="audio/ogg,audio/mpeg,audio/mp4,audio/aac,audio/amr" {...common} />
      <button type="button" className={styles.attach} onClick={() => run(sendVoice(customer, replyTo))}><Icon of={Mic} />{words.voice}</button>
      <button type="button" className={styles.attach} onClick={() => run(say(customer, { type: 'location', place: { ...utrecht, name: words.placeName, address: words.placeAddress }, ...reply }))}><Icon of={MapPin} />{words.location}</button>
      <button type="button" className={styles.attach} onClick={() => run(say(customer, { type: 'contacts', name: words.contactName, ...reply }))}><Icon of={Contact} />{words.contact}</button>
      <button type="button" className={styles.attach} onClick={() => run(say(customer, { type: 'unsupported', ...reply }))}><Icon of={BarChart3} />{words.poll}</button>
    </div>
  );
}
