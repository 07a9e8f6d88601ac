// The phone itself: to whom it talks and how, what stands there, and what the customer writes.
import { BadgeCheck, Globe, Lock, Radio } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ChannelTile } from '../ui/channel_tile';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { Bubble } from './bubble';
import { Feed } from './feed';
import type { Spot } from './server';
import { WriteBar, type Chosen } from './write_bar';
import type { Can, Channel, Entry, Phone, Post } from './types';
import { channelTitle, clock, dayName, phoneText, words } from './words';
import styles from './phone.module.css';

function useClock(): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return new Date(now).toISOString();
}

const withHandle = ['instagram', 'x', 'telegram'];

function addressOf({ channel, handle }: Channel): string {
  if (/^\d+$/.test(handle)) return channel === 'whatsapp' ? `${words.businessNumber} ${phoneText(handle)}` : phoneText(handle);
  return withHandle.includes(channel) ? `@${handle}` : handle;
}

function PhoneHead({ channel, now }: { channel: Channel; now: string }) {
  const isSms = channel.wants_phone === true;
  return (
    <>
      <div className={styles.status} aria-hidden="true"><span>{clock(now)}</span><span className="row tight"><Icon of={Radio} size={14} />82%</span></div>
      <div className={styles.head}>
        <Logo large />
        <div className="grow">
          <div className="row tight strong"><span className="clip">{isSms ? phoneText(channel.handle) : channel.name}</span>{isSms ? null : <Icon of={BadgeCheck} size={14} className="t-ok" />}</div>
          <div className="hint small num"><span className={styles.kind}><ChannelTile channel={channel.channel} size={16} hidden />{channelTitle(channel.channel)}{isSms ? null : ` · ${addressOf(channel)}`}</span></div>
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

interface ThreadProps {
  spot: Spot;
  can: Can;
  phone: Phone;
  isTyping: boolean;
  hasTicks: boolean;
  onChoose: (chosen: Chosen) => void;
}

function Thread({ spot, can, phone, isTyping, hasTicks, onChoose }: ThreadProps) {
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
          <Bubble spot={spot} can={can} entry={entry} quoted={find(entry.reply_to)} isLast={entry === last} hasTicks={hasTicks} onChoose={onChoose} />
        </div>
      ))}
      {isTyping ? <div className={classes('small muted', styles.typing)}><span className={styles.dots} aria-hidden="true"><i /><i /><i /></span>{words.typing}</div> : null}
    </div>
  );
}

type Side = 'public' | 'private';

function Sides({ side, unseen, onChoose }: { side: Side; unseen: boolean; onChoose: (side: Side) => void }) {
  return (
    <div className={styles.sides} role="tablist" aria-label={`${words.public} / ${words.private}`}>
      <button type="button" role="tab" data-side="public" aria-selected={side === 'public'} className={styles.side} onClick={() => onChoose('public')}><Icon of={Globe} size={14} />{words.public}</button>
      <button type="button" role="tab" data-side="private" aria-selected={side === 'private'} className={styles.side} onClick={() => onChoose('private')}><Icon of={Lock} size={14} />{words.private}{unseen && side === 'public' ? ' •' : ''}</button>
    </div>
  );
}

// The last that the customer said of it, as the carrier reads it.
function hasStopped({ thread }: Phone): boolean {
  const wish = thread.findLast(({ author, text }) => author === 'customer' && /^(stop|start)$/i.test(text?.trim() ?? ''));
  return wish?.text?.trim().toLowerCase() === 'stop';
}

function PrivateSide({ channel, can, phone, spot, isTyping }: { channel: Channel; can: Can; phone: Phone; spot: Spot; isTyping: boolean }) {
  const [chosen, setChosen] = useState<Chosen>();
  return (
    <>
      <Thread spot={spot} can={can} phone={phone} isTyping={isTyping} hasTicks={!channel.wants_phone} onChoose={setChosen} />
      <WriteBar key={chosen ? chosen.kind + chosen.entry.id : ''} spot={spot} can={can} chosen={chosen} placeholder={channel.wants_phone ? words.sms : words.message} hasStopped={hasStopped(phone)} onDone={() => setChosen(undefined)} />
    </>
  );
}

interface PhoneViewProps {
  channel: Channel;
  phone: Phone;
  posts: Post[];
  showsTyping: boolean;
}

export function PhoneView({ channel, phone, posts, showsTyping }: PhoneViewProps) {
  const [side, setSide] = useState<Side>(channel.in_public ? 'public' : 'private');
  const now = useClock();
  const isTyping = showsTyping && phone.typing_until !== undefined && phone.typing_until > now;
  const spot = { channel: channel.channel, customer: phone.id };
  const { in_public: inPublic, in_private: inPrivate } = channel;
  return (
    <section className={styles.phone} data-channel={channel.channel} data-look={channel.wants_phone ? 'sms' : 'chat'} aria-label={`${channelTitle(channel.channel)}, ${phone.name}`}>
      <div className={styles.screen}>
        <PhoneHead channel={channel} now={now} />
        {inPublic && inPrivate ? <Sides side={side} unseen={phone.thread.some(({ author }) => author === 'desk')} onChoose={setSide} /> : null}
        {side === 'public' && inPublic ? <Feed channel={channel} can={inPublic} spot={spot} posts={posts} /> : null}
        {side === 'private' && inPrivate ? <PrivateSide channel={channel} can={inPrivate} phone={phone} spot={spot} isTyping={isTyping} /> : null}
      </div>
    </section>
  );
}
