// Everything but plain words: files of the person at the screen, and samples of ours.
import { AudioLines, BarChart3, Contact, FileText, Image, MapPin, Mic, type LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import { Icon } from '../ui/icon';
import { say, sendFile, type Spot } from './server';
import type { Can } from './types';
import { words } from './words';
import voice from './voice.ogg?url';
import styles from './phone.module.css';

interface AttachMenuProps {
  spot: Spot;
  replyTo: string | undefined;
  run: (doing: Promise<unknown>) => void;
}

const utrecht = { latitude: 52.0907, longitude: 5.1214 };

async function sendVoice(spot: Spot, replyTo: string | undefined): Promise<void> {
  const file = await (await fetch(voice)).blob();
  await sendFile(spot, { file, name: 'voice.ogg', mime: 'audio/ogg; codecs=opus', isVoice: true, replyTo });
}

function FileChoice({ of, label, accept, run, spot, replyTo }: AttachMenuProps & { of: LucideIcon; label: string; accept: string }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (file) run(sendFile(spot, { file, name: file.name, mime: file.type || 'application/octet-stream', replyTo }));
  };
  return (
    <>
      <button type="button" className={styles.attach} onClick={() => input.current?.click()}><Icon of={of} />{label}</button>
      <input ref={input} type="file" hidden accept={accept} aria-label={label} onChange={(event) => { take(event.target.files?.[0]); event.target.value = ''; }} />
    </>
  );
}

// What the channel takes, and nothing else.
export function AttachMenu({ can, ...common }: AttachMenuProps & { can: Can }) {
  const { spot, replyTo, run } = common;
  const reply = replyTo ? { reply_to: replyTo } : {};
  const takes = (kind: string) => can.files.includes(kind);
  return (
    <div className={styles.menu} role="group" aria-label={words.attach}>
      {takes('image') ? <FileChoice of={Image} label={takes('video') ? words.photoOrVideo : words.photo} accept={takes('video') ? 'image/jpeg,image/png,video/mp4' : 'image/jpeg,image/png'} {...common} /> : null}
      {takes('document') ? <FileChoice of={FileText} label={words.document} accept=".pdf,.txt,.docx,.xlsx" {...common} /> : null}
      {takes('audio') ? <FileChoice of={AudioLines} label={words.voiceFile} accept="audio/ogg,audio/mpeg,audio/mp4,audio/aac,audio/amr" {...common} /> : null}
      {takes('audio') ? <button type="button" className={styles.attach} onClick={() => run(sendVoice(spot, replyTo))}><Icon of={Mic} />{words.voice}</button> : null}
      {can.shares ? <button type="button" className={styles.attach} onClick={() => run(say(spot, { type: 'location', place: { ...utrecht, name: words.placeName, address: words.placeAddress }, ...reply }))}><Icon of={MapPin} />{words.location}</button> : null}
      {can.shares ? <button type="button" className={styles.attach} onClick={() => run(say(spot, { type: 'contacts', name: words.contactName, ...reply }))}><Icon of={Contact} />{words.contact}</button> : null}
      {can.unknown_kinds ? <button type="button" className={styles.attach} onClick={() => run(say(spot, { type: 'unsupported', ...reply }))}><Icon of={BarChart3} />{words.poll}</button> : null}
    </div>
  );
}

export function hasAttachments(can: Can): boolean {
  return can.files.length > 0 || can.shares === true || can.unknown_kinds === true;
}
