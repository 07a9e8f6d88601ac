// Tokens for one's own programs: each has one's rights, is shown once, and can be revoked.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { deleteToken, listTokens, postToken } from '../../api/session';
import { queryClient } from '../../state/cache';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy_field';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { dateWords } from '../../ui/time_words';
import { useSave } from '../../ui/use_save';
import styles from './settings.module.css';

const key = ['tokens'];

// One press, and the secret stands there to be copied.
export function MakeToken({ name }: { name: string }) {
  const [token, setToken] = useState<string | undefined>(undefined);
  const saving = useSave();
  const make = () => saving.run(async () => {
    setToken((await postToken(name)).token);
    await queryClient.invalidateQueries({ queryKey: key });
  });
  if (token) return <><CopyField label={t`Token`} value={token} secret /><p className="hint small">{t`It is shown only now. It has your rights; you revoke it under My settings.`}</p></>;
  return (
    <>
      <span><Button disabled={saving.busy || name === ''} onClick={() => void make()}><Icon of={KeyRound} size={14} />{t`Make a token`}</Button></span>
      {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
    </>
  );
}

export function TokensCard() {
  const { data } = useQuery({ queryKey: key, queryFn: async () => (await listTokens()).items, staleTime: 0 });
  const [name, setName] = useState('');
  const revoke = (id: string, of: string) => {
    deleteToken(id).then(() => showToast({ text: t`${of} is revoked`, tone: 'done' }), () => showToast({ text: t`This did not work.`, tone: 'error' })).finally(() => void queryClient.invalidateQueries({ queryKey: key }));
  };
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h2 className="title">{t`Tokens for programs`}</h2><p>{t`A program with your token may do what you may. A new password or another role revokes them all.`}</p></div></header>
      {data?.map((token) => {
        const { name: of } = token;
        const made = dateWords(token.created_at);
        const used = token.used_at ? dateWords(token.used_at) : undefined;
        return <div key={token.id} className={styles.row}><span className={styles.rowText}><span className="medium">{of}</span><small className="hint">{used ? t`made ${made}, last used ${used}` : t`made ${made}, never used`}</small></span><Button size="sm" aria-label={t`Revoke ${of}`} onClick={() => revoke(token.id, of)}>{t`Revoke`}</Button></div>;
      })}
      <div className={styles.block}>
        <TextField label={t`Name of a new token`} value={name} maxLength={200} placeholder={t`For example: webshop`} onChange={(event) => setName(event.target.value)} />
        <MakeToken key={name} name={name.trim()} />
      </div>
    </section>
  );
}
