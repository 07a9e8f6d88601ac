// What the customer writes, answers, changes and attaches.
import { Plus, SendHorizontal, X } from 'lucide-react';
import { useRef, useState, type SyntheticEvent } from 'react';
import { Button } from '../ui/button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { AttachMenu } from './attach_menu';
import { shortText } from './bubble';
import { drawMeterPhoto } from './meter_photo';
import type { Chosen } from './phone_view';
import { edit, say, sendFile } from './server';
import { words } from './words';
import styles from './phone.module.css';

const burst = 5;

export interface WriteBarProps {
  customer: string;
  chosen: Chosen | undefined;
  onDone: () => void;
}

async function sendMeterPhoto(customer: string, replyTo: string | undefined): Promise<void> {
  const file = await drawMeterPhoto();
  await sendFile(customer, { file, name: 'meter.jpg', mime: 'image/jpeg', caption: words.meterCaption, replyTo });
}

function QuickReplies({ customer, replyTo, run }: { customer: string; replyTo: string | undefined; run: (doing: Promise<unknown>) => void }) {
  return (
    <div className={styles.quick}>
      <button type="button" className={styles.choice} onClick={() => run(sendMeterPhoto(customer, replyTo))}>{words.meterPhoto}</button>
      <button type="button" className={styles.choice} onClick={() => run(say(customer, { type: 'text', text: words.fiveText, times: burst }))}>{words.fiveFast}</button>
      <button type="button" className={styles.choice} onClick={() => run(say(customer, { type: 'text', text: 'STOP' }))}>{words.stop}</button>
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

export function WriteBar({ customer, chosen, onDone }: WriteBarProps) {
  const [text, setText] = useState(chosen?.kind === 'edit' ? (chosen.entry.text ?? '') : '');
  const [isAttaching, setAttaching] = useState(false);
  const [error, setError] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const replyTo = chosen?.kind === 'reply' ? chosen.entry.id : undefined;
  const run = (doing: Promise<unknown>) => {
    setAttaching(false);
    doing.then(() => { setError(''); onDone(); }, (fault: unknown) => setError(fault instanceof Error ? `${words.refused} ${fault.message}` : words.refused));
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    setText('');
    run(chosen?.kind === 'edit' ? edit(customer, chosen.entry.id, text) : say(customer, { type: 'text', text, ...(replyTo ? { reply_to: replyTo } : {}) }));
    input.current?.focus();
  };
  return (
    <div className={styles.foot}>
      {error ? <p className={classes('small t-late', styles.error)} role="alert">{error}</p> : null}
      {isAttaching ? <AttachMenu customer={customer} replyTo={replyTo} run={run} /> : <QuickReplies customer={customer} replyTo={replyTo} run={run} />}
      {chosen ? <ChosenLine chosen={chosen} onDone={onDone} /> : null}
      <form className={styles.write} onSubmit={send}>
        <Button icon size="lg" variant="ghost" aria-label={words.attach} aria-expanded={isAttaching} onClick={() => setAttaching(!isAttaching)}><Icon of={Plus} size={20} /></Button>
        <input ref={input} className={styles.input} aria-label={words.message} placeholder={words.message} value={text} maxLength={4096} autoComplete="off" onChange={(event) => setText(event.target.value)} />
        <Button icon size="lg" variant="primary" type="submit" className={styles.send} aria-label={words.sendAsCustomer}><Icon of={SendHorizontal} /></Button>
      </form>
    </div>
  );
}
