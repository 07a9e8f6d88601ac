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
import type { Customer, SandboxState } from './types';
import { phoneText, words } from './words';
import styles from './page.module.css';

function addressOf({ phone, username }: Customer): string {
  if (phone) return phoneText(phone);
  return username ?? '';
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

function CustomerButton({ customer, isChosen, onChoose }: { customer: Customer; isChosen: boolean; onChoose: () => void }) {
  return (
    <button type="button" className={classes(styles.person, isChosen && styles.chosen)} aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
      <Avatar name={customer.name} size={24} />
      <span className="grow">
        <span className={classes('clip', styles.block)}>{customer.name}</span>
        <span className={classes('clip hint micro num', styles.block)}>{addressOf(customer)}</span>
      </span>
      {customer.unseen > 0 && !isChosen ? <UnreadCount count={customer.unseen} /> : null}
    </button>
  );
}

export function People({ state, onChoose }: { state: SandboxState; onChoose: (customer: string) => void }) {
  const [asking, setAsking] = useState<'new' | 'number'>();
  const done = () => setAsking(undefined);
  const { customer, customers } = state;
  return (
    <nav className={styles.people} aria-label={words.customers}>
      <h2 className={styles.over}>{words.channels}</h2>
      <div className={classes(styles.person, styles.chosen)}><ChannelTile channel="whatsapp" size={24} hidden />WhatsApp</div>
      <h2 className={styles.over}>{words.customers}</h2>
      <div className={styles.list}>
        {customers.map((one) => <CustomerButton key={one.id} customer={one} isChosen={one.id === customer.id} onChoose={() => onChoose(one.id)} />)}
      </div>
      <div className={styles.actions}>
        <Button size="sm" onClick={() => setAsking('new')}><Icon of={Plus} size={14} />{words.newCustomer}</Button>
        {customer.phone ? <Button size="sm" variant="ghost" onClick={() => setAsking('number')}>{words.changeNumber}</Button> : null}
      </div>
      {asking === 'new' ? <AskDialog title={words.newCustomer} asksName action={words.add} onDone={done} onSubmit={async (name, phone) => onChoose(await addCustomer(name, phone))} /> : null}
      {asking === 'number' ? <AskDialog title={words.changeNumber} asksName={false} action={words.change} onDone={done} onSubmit={(_, phone) => changeNumber(customer.id, phone)} /> : null}
    </nav>
  );
}
