// Whose phone it is: the channel, the customers, a new one, another number.
import { Plus } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { Avatar } from '../ui/avatar';
import { UnreadCount } from '../ui/badge';
import { Button } from '../ui/button';
import { ChannelTile } from '../ui/channel_tile';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Icon } from '../ui/icon';
import { addCustomer, changeNumber } from './server';
import type { Channel, Customer, SandboxState } from './types';
import { channelTitle, phoneText, words } from './words';
import styles from './page.module.css';

const byHandle = ['instagram', 'x', 'telegram'];

// As the channel calls its people: by a number, by a name of their own, or not at all.
function addressOf(channel: Channel, { phone, username, handle }: Customer): string {
  if (byHandle.includes(channel.channel)) return `@${handle}`;
  if (channel.channel !== 'whatsapp' && !channel.wants_phone) return '';
  return phone ? phoneText(phone) : (username ?? '');
}

interface AskProps {
  title: string;
  asksName: boolean;
  action: string;
  onDone: () => void;
  onSubmit: (name: string, phone: string) => Promise<unknown>;
}

function AskDialog({ title, asksName, action, onDone, onSubmit }: AskProps) {
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit(name, phone).then(onDone, () => setError(words.phoneHelp));
  };
  return (
    <Dialog open onClose={onDone} title={title}>
      <form className={styles.form} onSubmit={submit}>
        {asksName ? <TextField label={words.name} value={name} required maxLength={80} onChange={(event) => setName(event.target.value)} /> : null}
        <TextField label={words.phone} help={words.phoneHelp} error={error} value={phone} required inputMode="tel" onChange={(event) => setPhone(event.target.value)} />
        <div className={styles.actions}>
          <Button onClick={onDone}>{words.cancel}</Button>
          <Button type="submit" variant="primary">{action}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function CustomerButton({ channel, customer, isChosen, onChoose }: { channel: Channel; customer: Customer; isChosen: boolean; onChoose: () => void }) {
  return (
    <button type="button" className={classes(styles.person, isChosen && styles.chosen)} aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
      <Avatar name={customer.name} size={24} />
      <span className="grow">
        <span className={classes('clip', styles.block)}>{customer.name}</span>
        <span className={classes('clip hint micro num', styles.block)}>{addressOf(channel, customer)}</span>
      </span>
      {customer.unseen > 0 && !isChosen ? <UnreadCount count={customer.unseen} /> : null}
    </button>
  );
}

function ChannelButton({ channel, isChosen, onChoose }: { channel: Channel; isChosen: boolean; onChoose: () => void }) {
  return (
    <button type="button" className={classes(styles.person, styles.channel, isChosen && styles.chosen)} aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
      <ChannelTile channel={channel.channel} isPublic={!channel.in_private} size={24} hidden />
      <span className="grow clip">{channelTitle(channel.channel)}</span>
      {channel.unseen > 0 && !isChosen ? <UnreadCount count={channel.unseen} /> : null}
    </button>
  );
}

interface PeopleProps {
  state: SandboxState;
  channel: Channel;
  onChoose: (customer: string) => void;
  onChannel: (channel: string) => void;
}

export function People({ state, channel, onChoose, onChannel }: PeopleProps) {
  const [asking, setAsking] = useState<'new' | 'number'>();
  const done = () => setAsking(undefined);
  const { customer } = state;
  const customers = state.customers.filter(({ phone }) => phone !== undefined || !channel.wants_phone);
  return (
    <nav className={styles.people} aria-label={words.customers}>
      <h2 className={styles.over}>{words.channels}</h2>
      <div className={styles.channels}>
        {state.channels.map((one) => <ChannelButton key={one.channel} channel={one} isChosen={one.channel === channel.channel} onChoose={() => onChannel(one.channel)} />)}
      </div>
      <h2 className={styles.over}>{words.customers}</h2>
      <div className={styles.list}>
        {customers.map((one) => <CustomerButton key={one.id} channel={channel} customer={one} isChosen={one.id === customer.id} onChoose={() => onChoose(one.id)} />)}
      </div>
      <div className={styles.actions}>
        <Button size="sm" onClick={() => setAsking('new')}><Icon of={Plus} size={14} />{words.newCustomer}</Button>
        {customer.phone && channel.channel === 'whatsapp' ? <Button size="sm" variant="ghost" onClick={() => setAsking('number')}>{words.changeNumber}</Button> : null}
      </div>
      {asking === 'new' ? <AskDialog title={words.newCustomer} asksName action={words.add} onDone={done} onSubmit={async (name, phone) => onChoose(await addCustomer(name, phone))} /> : null}
      {asking === 'number' ? <AskDialog title={words.changeNumber} asksName={false} action={words.change} onDone={done} onSubmit={(_, phone) => changeNumber({ channel: channel.channel, customer: customer.id }, phone)} /> : null}
    </nav>
  );
}
