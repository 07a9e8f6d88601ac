// Notices on this device while no screen of the desk is looked at, and the devices that have them.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deletePushSubscription, listPushSubscriptions } from '../../api/push';
import type { PushSubscriptionItem } from '../../api/types';
import { isSupported, pushKey, refreshDevices, turnOff, turnOn } from '../../state/push';
import { useAccount, useMe } from '../../state/session';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/switch';
import { dateWords } from '../../ui/time_words';
import styles from './settings.module.css';

function failed(): void {
  showToast({ text: t`This did not work.`, tone: 'error' });
}

async function setHere(on: boolean, publicKey: string, userId: string, current: string | undefined): Promise<void> {
  try {
    if (!on) await turnOff(current);
    else {
      const came = await turnOn(publicKey, userId);
      if (came === 'denied') showToast({ text: t`The browser does not allow notices for this page.`, tone: 'error' });
      if (came === 'failed') showToast({ text: t`The browser could not be reached by its push service. Try again later.`, tone: 'error' });
    }
  } catch {
    failed();
  }
  await refreshDevices();
}

function Device({ device }: { device: PushSubscriptionItem }) {
  const { name } = device;
  const made = dateWords(device.created_at);
  const pushed = device.pushed_at ? dateWords(device.pushed_at) : undefined;
  const remove = () => { deletePushSubscription(device.id).catch(failed).finally(() => void refreshDevices()); };
  return (
    <div className={styles.row}>
      <span className={styles.rowText}><span className="medium">{name}</span><small className="hint">{pushed ? t`since ${made}, last notice ${pushed}` : t`since ${made}, no notice yet`}</small></span>
      <Button size="sm" aria-label={t`Remove ${name}`} onClick={remove}>{t`Remove`}</Button>
    </div>
  );
}

function offWords(publicKey: string | undefined): string | undefined {
  if (publicKey === undefined) return t`This desk does not send notices to devices: whoever runs the server can turn that on.`;
  if (!isSupported()) return t`This browser cannot receive notices while the desk is closed. On an iPhone or iPad, put the desk on the home screen first.`;
  return undefined;
}

export function PushPart() {
  const me = useMe();
  const account = useAccount();
  const [busy, setBusy] = useState(false);
  const { data } = useQuery({ queryKey: pushKey, queryFn: () => listPushSubscriptions(), staleTime: 0 });
  if (!data) return null;
  const { items, public_key: publicKey } = data;
  const here = items.find(({ current }) => current === true);
  const others = items.filter(({ id }) => id !== here?.id);
  const off = offWords(publicKey);
  const set = (on: boolean) => {
    if (busy || publicKey === undefined) return;
    setBusy(true);
    void setHere(on, publicKey, me.id, here?.id).finally(() => setBusy(false));
  };
  return (
    <>
      <div className={styles.block}>
        <h2 className="title">{t`Notices on this device`}</h2>
        {off ? <p className="hint">{off}</p> : (
          <>
            <Switch checked={here !== undefined} onChange={set}>{t`Also when the desk is closed`}</Switch>
            <p className="hint">{account.push_shows_text ? t`By the same rules, while you look at no screen of the desk, and until you are logged out. They show the customer’s name and words.` : t`By the same rules, while you look at no screen of the desk, and until you are logged out. They name the inbox, not the customer.`}</p>
          </>
        )}
      </div>
      {others.map((device) => <Device key={device.id} device={device} />)}
    </>
  );
}
