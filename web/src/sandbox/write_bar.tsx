// What the customer writes, answers, changes and attaches.
import { Plus, SendHorizontal, X } from 'lucide-react';
import { useRef, useState, type SyntheticEvent } from 'react';
import { Button } from '../ui/button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { AttachMenu, hasAttachments } from './attach_menu';
import { shortText } from './bubble_content';
import { drawMeterPhoto } from './meter_photo';
import { edit, say, sendFile, type Spot } from './server';
import type { Can, Entry } from './types';
import { words } from './words';
import styles from './phone.module.css';

const burst = 5;

export interface Chosen {
  kind: 'reply' | 'edit';
  entry: Entry;
}

export interface WriteBarProps {
  spot: Spot;
  can: Can;
  chosen: Chosen | undefined;
  placeholder: string;
  // STOP was the customer's last word on whether they want messages.
  hasStopped?: boolean;
  onDone: () => void;
}

type Run = (doing: Promise<unknown>) => void;

async function sendMeterPhoto(spot: Spot, replyTo: string | undefined): Promise<void> {
  const file = await drawMeterPhoto();
  await sendFile(spot, { file, name: 'meter.jpg', mime: 'image/jpeg', caption: words.meterCaption, replyTo });
}

function QuickReplies({ spot, can, replyTo, hasStopped, run }: { spot: Spot; can: Can; replyTo: string | undefined; hasStopped: boolean; run: Run }) {
  return (
    <div className={styles.quick}>
      {can.files.includes('image') ? <button type="button" className={styles.choice} onClick={() => run(sendMeterPhoto(spot, replyTo))}>{words.meterPhoto}</button> : null}
      {spot.post === undefined ? <button type="button" className={styles.choice} onClick={() => run(say(spot, { type: 'text', text: words.fiveText, times: burst }))}>{words.fiveFast}</button> : null}
      {can.stops ? <button type="button" className={styles.choice} onClick={() => run(say(spot, { type: 'text', text: 'STOP' }))}>{words.stop}</button> : null}
      {can.stops && hasStopped ? <button type="button" className={styles.choice} onClick={() => run(say(spot, { type: 'text', text: 'START' }))}>START</button> : null}
    </div>
  );
}

function ChosenLine({ chosen, onDone }: { chosen: Chosen; onDone: () => void }) {
  return (
    <div className={styles.chosen}>
      <span className="grow clip small"><b>{chosen.kind === 'edit' ? words.editing : words.replyingTo}</b> {shortText(chosen.entry)}</span>
      <Button icon size="mini" variant="ghost" aria-label={words.cancel} onClick={onDone}><Icon of={X} size={14} /></Button>
    </div>
  );
}

export function WriteBar({ spot, can, chosen, placeholder, hasStopped = false, onDone }: WriteBarProps) {
  const [text, setText] = useState(chosen?.kind === 'edit' ? (chosen.entry.text ?? '') : '');
  const [isAttaching, setAttaching] = useState(false);
  const [error, setError] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const replyTo = chosen?.kind === 'reply' ? chosen.entry.id : undefined;
  const run: Run = (doing) => {
    setAttaching(false);
    doing.then(() => { setError(''); onDone(); }, (fault: unknown) => setError(fault instanceof Error ? `${words.refused} ${fault.message}` : words.refused));
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    setText('');
    run(chosen?.kind === 'edit' ? edit(spot, chosen.entry.id, text) : say(spot, { type: 'text', text, ...(replyTo ? { reply_to: replyTo } : {}) }));
    input.current?.focus();
  };
  return (
    <div className={styles.foot}>
      {error ? <p className={classes('small t-late', styles.error)} role="alert">{error}</p> : null}
      {isAttaching ? <AttachMenu spot={spot} can={can} replyTo={replyTo} run={run} /> : <QuickReplies spot={spot} can={can} replyTo={replyTo} hasStopped={hasStopped} run={run} />}
      {chosen ? <ChosenLine chosen={chosen} onDone={onDone} /> : null}
      <form className={styles.write} onSubmit={send}>
        {hasAttachments(can) ? <Button icon size="lg" variant="ghost" aria-label={words.attach} aria-expanded={isAttaching} onClick={() => setAttaching(!isAttaching)}><Icon of={Plus} size={20} /></Button> : null}
        <input ref={input} className={styles.input} aria-label={words.message} placeholder={placeholder} value={text} maxLength={4096} autoComplete="off" onChange={(event) => setText(event.target.value)} />
        <Button icon size="lg" variant="primary" type="submit" className={styles.send} aria-label={words.sendAsCustomer}><Icon of={SendHorizontal} /></Button>
      </form>
    </div>
  );
}
