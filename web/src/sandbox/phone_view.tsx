// The phone itself: whose number it talks to, the thread, and what the customer writes.
import { BadgeCheck, Radio } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { Bubble } from './bubble';
import { WriteBar } from './write_bar';
import type { Entry, Phone, SandboxState } from './types';
import { clock, dayName, phoneText, words } from './words';
import styles from './phone.module.css';

function useClock(): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return new Date(now).toISOString();
}

function PhoneHead({ business, now }: { business: SandboxState['business']; now: string }) {
  return (
    <>
      <div className={styles.status} aria-hidden="true"><span>{clock(now)}</span><span className="row tight"><Icon of={Radio} size={14} />82%</span></div>
      <div className={styles.head}>
        <Logo large />
        <div className="grow">
          <div className="row tight strong"><span className="clip">{business.name}</span><Icon of={BadgeCheck} size={14} className="t-ok" /></div>
          <div className="hint small num">{words.businessNumber} {phoneText(business.phone)}</div>
        </div>
      </div>
    </>
  );
}

function startsDay(thread: Entry[], index: number): boolean {
  const before = thread[index - 1];
  const here = thread[index];
  return !before || !here || new Date(before.at).toDateString() !== new Date(here.at).toDateString();
}

export interface Chosen {
  kind: 'reply' | 'edit';
  entry: Entry;
}

interface ThreadProps {
  phone: Phone;
  isTyping: boolean;
  onChoose: (chosen: Chosen) => void;
}

function Thread({ phone, isTyping, onChoose }: ThreadProps) {
  const flow = useRef<HTMLDivElement>(null);
  const last = phone.thread.at(-1);
  // Only the thread moves: on a small screen the page around it scrolls too, and must stay where it is.
  useEffect(() => { if (flow.current) flow.current.scrollTop = flow.current.scrollHeight; }, [last?.id, isTyping]);
  const find = (id: string | undefined) => (id ? phone.thread.find((entry) => entry.id === id) : undefined);
  return (
    // The thread scrolls, and must do so by keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={flow} className={styles.flow} role="log" aria-label={words.thread} tabIndex={0}>
      {phone.thread.length === 0 ? <p className={classes('hint', styles.empty)}>{words.empty}</p> : null}
      {phone.thread.map((entry, index) => (
        <div key={entry.id} className={styles.slot}>
          {startsDay(phone.thread, index) ? <div className={styles.day}>{dayName(entry.at)}</div> : null}
          <Bubble customer={phone.id} entry={entry} quoted={find(entry.reply_to)} isLast={entry === last} onChoose={onChoose} />
        </div>
      ))}
      {isTyping ? <div className={classes('small muted', styles.typing)}><span className={styles.dots} aria-hidden="true"><i /><i /><i /></span>{words.typing}</div> : null}
    </div>
  );
}

export function PhoneView({ business, phone, showsTyping }: { business: SandboxState['business']; phone: Phone; showsTyping: boolean }) {
  const [chosen, setChosen] = useState<Chosen>();
  const now = useClock();
  const isTyping = showsTyping && phone.typing_until !== undefined && phone.typing_until > now;
  return (
    <section className={styles.phone} aria-label={`WhatsApp, ${phone.name}`}>
      <div className={styles.screen}>
        <PhoneHead business={business} now={now} />
        <Thread phone={phone} isTyping={isTyping} onChoose={setChosen} />
        <WriteBar key={chosen ? chosen.kind + chosen.entry.id : ''} customer={phone.id} chosen={chosen} onDone={() => setChosen(undefined)} />
      </div>
    </section>
  );
}
