// Where the card of a customer comes from: an address of the organisation's own system, and the secret that signs.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteCardSource, getCardSource, putCardSource } from '../../api/desk_changes';
import { Problem } from '../../api/problem';
import { queryClient } from '../../state/cache';
import { keepAccount, useAccount } from '../../state/session';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy_field';
import { TextField } from '../../ui/field';
import { useSave } from '../../ui/use_save';
import { SaveFoot } from './save_foot';
import styles from './settings.module.css';
import { newWebhookSecret } from './webhook_secret';

const key = ['card_source'];

// No source is an answer too.
async function readSource(): Promise<string> {
  try {
    return (await getCardSource()).url;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return '';
    throw error;
  }
}

export function CardSource() {
  const { data } = useQuery({ queryKey: key, queryFn: readSource });
  return data === undefined ? null : <SourceForm key={data} source={data} />;
}

function SourceForm({ source }: { source: string }) {
  const account = useAccount();
  const [url, setUrl] = useState(source);
  const [secret, setSecret] = useState<string | undefined>(undefined);
  // Another address gets a secret of its own.
  const [kept, setKept] = useState(source);
  const saving = useSave();
  const save = (signedBy: string | undefined) => saving.run(async () => {
    await putCardSource({ url: url.trim(), ...(signedBy ? { secret: signedBy } : {}) });
    if (signedBy) setSecret(signedBy);
    setKept(url.trim());
    keepAccount({ ...account, context_card: true });
    if (url.trim() === kept) showToast({ text: t`Saved`, tone: 'done' });
    await queryClient.invalidateQueries({ queryKey: ['card'] });
  });
  const remove = () => saving.run(async () => {
    await deleteCardSource();
    keepAccount({ ...account, context_card: false });
    queryClient.setQueryData(key, '');
  });
  const ready = url.trim() !== '' && !saving.busy;
  return (
    <form className={styles.card} aria-label={t`Customer card`} onSubmit={(event) => { event.preventDefault(); if (ready) void save(url.trim() === kept ? undefined : newWebhookSecret()); }}>
      <header className={styles.cardHead}><h2 className="head">{t`Customer card`}</h2></header>
      <div className={styles.block}>
        <p className="muted">{t`Beside each conversation stands what your own system knows of the customer. The desk asks it at this address, with a signature.`}</p>
        <TextField label={t`Address`} type="url" value={url} placeholder="https://crm.example.nl/balie" maxLength={2000} onChange={(event) => setUrl(event.target.value)} error={saving.faultOf('url')} />
        {secret ? <><CopyField label={t`Secret that signs`} value={secret} secret /><Banner tone="risk">{t`The secret is shown now and never again.`}</Banner></> : null}
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <SaveFoot
        disabled={!ready}
        start={source !== '' || secret ? <Button onClick={() => void remove()} disabled={saving.busy}>{t`Ask no more`}</Button> : null}
        beside={source !== '' || secret ? <Button onClick={() => void save(newWebhookSecret())} disabled={!ready}>{t`New secret`}</Button> : null}
      />
    </form>
  );
}
