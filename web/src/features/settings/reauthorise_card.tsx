// A platform that no longer takes our token: what it refused, and a place for the new one. What waits goes out then.
import { t } from '@lingui/core/macro';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { patchInbox } from '../../api/inboxes';
import type { Inbox } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { useSave } from '../../ui/use_save';
import { settingWords } from './setting_words';
import styles from './settings.module.css';

// The secret that a platform refuses; the others only check what comes in.
const accessSecrets = ['access_token', 'access_token_secret', 'bot_token', 'auth_token', 'access_key', 'product_token', 'password', 'client_secret', 'refresh_token'];

export function ReauthoriseCard({ inbox }: { inbox: Inbox }) {
  const [values, setValues] = useState<Record<string, string>>({});
  const saving = useSave();
  if (!inbox.needs_reauthorization) return null;
  const set = inbox.secrets_set ?? [];
  const known = accessSecrets.filter((name) => set.includes(name));
  const fields = known.length > 0 ? known : set.filter((name) => name !== 'verify_token');
  const settings: Record<string, string> = Object.fromEntries(Object.entries(values).map(([name, value]): [string, string] => [name, value.trim()]).filter(([, value]) => value !== ''));
  const submit = () => saving.run(async () => {
    queryClient.setQueryData(['inboxes', inbox.id], await patchInbox(inbox.id, { settings }));
    await queryClient.invalidateQueries({ queryKey: keys.inboxes, exact: true });
    void queryClient.invalidateQueries({ queryKey: ['health', inbox.id] });
    showToast({ text: t`Access renewed. What waited goes out now.`, tone: 'done' });
  });
  return (
    <form className={styles.card} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <header className={styles.cardHead}><h2 className="title">{t`Renew access`}</h2></header>
      <div className={styles.block}>
        <Banner tone="late" of={KeyRound}>{t`The platform refuses our access token. Replies wait until there is a new one, for half an hour at most.`}</Banner>
        <div className={styles.pair}>
          {fields.map((field) => <TextField key={field} label={settingWords(field, inbox.channel).label} type="password" autoComplete="off" help={settingWords(field, inbox.channel).help} value={values[field] ?? ''} error={saving.faultOf(field)} onChange={(event) => setValues({ ...values, [field]: event.target.value })} />)}
        </div>
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <footer className={styles.foot}><span className="end"><Button type="submit" variant="primary" disabled={saving.busy || Object.keys(settings).length === 0}>{t`Renew access`}</Button></span></footer>
    </form>
  );
}
