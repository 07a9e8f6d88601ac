// Three columns: whose phone, the phone, and what goes over the wire.
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../ui/badge';
import { buttonClasses } from '../ui/button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { People } from './people';
import { PhoneView } from './phone_view';
import { ScenarioPanel } from './scenario_panel';
import { PhoneSwitches, PlatformSwitches } from './switches';
import { TrafficPanel } from './traffic_panel';
import type { Channel, SandboxState } from './types';
import { useUpdates, type Connection } from './use_updates';
import { words } from './words';
import styles from './page.module.css';

const connectionWords: Record<Connection, string> = { live: words.live, connecting: words.connecting, signed_out: words.logInFirst };

function TopBar({ connection }: { connection: Connection }) {
  return (
    <header className={styles.top}>
      <Logo />
      <h1 className="title">{words.title}</h1>
      <span className={styles.wide}><Badge tone="accent">{words.demoOnly}</Badge></span>
      <span className={classes('muted small clip', styles.intro)}>{words.intro}</span>
      <span className={classes('end', styles.live)} role="status"><i className={connection === 'live' ? undefined : styles.waiting} />{connectionWords[connection]}</span>
      <a className={buttonClasses({ size: 'sm' })} href="/"><Icon of={Inbox} size={14} /><span className={styles.wide}>{words.toInbox}</span><span className={styles.narrow}>{words.inbox}</span></a>
    </header>
  );
}

interface ColumnsProps {
  state: SandboxState;
  channel: Channel;
  onChoose: (customer: string) => void;
  onChannel: (channel: string) => void;
}

function Columns({ state, channel, onChoose, onChannel }: ColumnsProps) {
  const spot = { channel: state.channel, customer: state.customer.id };
  return (
    <main className={styles.columns}>
      <People state={state} channel={channel} onChoose={onChoose} onChannel={onChannel} />
      <PhoneView key={`${spot.channel}/${spot.customer}`} channel={channel} phone={state.customer} posts={state.posts} showsTyping={state.manners.shows_typing} />
      <div className={styles.panels}>
        <div className={styles.pair}>
          <PhoneSwitches channel={channel} manners={state.manners} />
          <PlatformSwitches channel={channel} manners={state.manners} />
        </div>
        <TrafficPanel traffic={state.traffic} />
        <ScenarioPanel spot={spot} playing={state.playing} />
      </div>
    </main>
  );
}

export function Page() {
  const [customer, setCustomer] = useState('');
  const [wanted, setWanted] = useState('whatsapp');
  const { state, connection } = useUpdates(wanted, customer);
  const channel = state?.channels.find((one) => one.channel === state.channel);
  return (
    <>
      <TopBar connection={connection} />
      {connection === 'signed_out' ? <p className={styles.signedOut} role="alert">{words.signedOut} <a href="/">{words.logInFirst}</a></p> : null}
      {state && channel && connection !== 'signed_out' ? <Columns state={state} channel={channel} onChoose={setCustomer} onChannel={(next) => { setCustomer(''); setWanted(next); }} /> : null}
    </>
  );
}
