// How long what was resolved is kept, and a question before much goes at once.
import { t, plural } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getRetention, putRetention, type RetentionChange } from '../../api/inboxes';
import type { Retention } from '../../api/types';
import { queryClient } from '../../state/cache';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { useSave, type Saving } from '../../ui/use_save';
import { SaveFoot } from './save_foot';
import styles from './settings.module.css';

const daysMin = 30;
const daysMax = 3650;

interface PartProps { inboxId: string; retention: Retention }

async function keep(inboxId: string, change: RetentionChange): Promise<void> {
  queryClient.setQueryData(['retention', inboxId], await putRetention(inboxId, change));
  showToast({ text: t`Saved`, tone: 'done' });
}

function Waiting({ inboxId, retention }: PartProps) {
  const [asking, setAsking] = useState(false);
  const saving = useSave();
  const count = retention.waiting;
  const confirm = async () => {
    const change = { confirmed: true, ...(retention.days === undefined ? {} : { days: retention.days }) };
    if (await saving.run(() => keep(inboxId, change))) setAsking(false);
  };
  if (count === 0) return null;
  if (retention.confirmed_until) return <Banner tone="risk">{t`What is over goes within minutes.`}</Banner>;
  return (
    <>
      <Banner tone="risk" action={<Button size="sm" onClick={() => setAsking(true)}>{t`Look at it`}</Button>}>{plural(count, { one: '# conversation waits for your word before it goes.', other: '# conversations wait for your word before they go.' })}</Banner>
      <Dialog open={asking} onClose={() => setAsking(false)} title={plural(count, { one: 'Delete # conversation?', other: 'Delete # conversations?' })} description={t`This is more than one in twenty of this channel. Messages, notes and files go, and do not come back.`} actions={<><Button onClick={() => setAsking(false)}>{t`Cancel`}</Button><Button variant="danger" disabled={saving.busy} onClick={() => void confirm()}>{t`Delete`}</Button></>}>
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </Dialog>
    </>
  );
}

// What was kept till now goes, and nobody brings it back: said before it is so.
function Sooner({ days, saving, onConfirm, onClose }: { days: number; saving: Saving; onConfirm: () => void; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={t`Delete after ${days} days?`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="danger" disabled={saving.busy} onClick={onConfirm}>{t`Delete after ${days} days`}</Button></>}>
      <p>{t`From the next night on, conversations of this channel go that were resolved more than ${days} days ago and were silent since: their messages, notes and files. They do not come back.`}</p>
      <p>{t`What is under a legal hold stays. Would more than one in twenty go in a night, then none goes until you have said so here.`}</p>
      {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
    </Dialog>
  );
}

function Editor({ inboxId, retention }: PartProps) {
  const [days, setDays] = useState(retention.days === undefined ? '' : String(retention.days));
  const saving = useSave();
  const typed = days.trim();
  const isRight = typed === '' || (/^\d{2,4}$/u.test(typed) && Number(typed) >= daysMin && Number(typed) <= daysMax);
  const [asking, setAsking] = useState(false);
  const isSooner = typed !== '' && Number(typed) < (retention.days ?? Infinity);
  const save = () => saving.run(() => keep(inboxId, typed === '' ? {} : { days: Number(typed) }));
  const submit = () => { if (isSooner) setAsking(true); else void save(); };
  const confirm = async () => { if (await saving.run(() => keep(inboxId, { days: Number(typed) }))) setAsking(false); };
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (isRight && !saving.busy) submit(); }}>
      <div className={styles.block}>
        <Waiting inboxId={inboxId} retention={retention} />
        <TextField label={t`Delete after`} value={days} inputMode="numeric" maxLength={4} tail={<span className={styles.unit}>{t`days`}</span>} onChange={(event) => setDays(event.target.value)} help={t`Conversations that were resolved longer ago, and were silent since, go by night with their files. Empty: they are kept.`} error={isRight ? saving.faultOf('days') : t`A whole number from ${daysMin} to ${daysMax}.`} />
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <SaveFoot disabled={!isRight || saving.busy} />
      {asking ? <Sooner days={Number(typed)} saving={saving} onConfirm={() => void confirm()} onClose={() => setAsking(false)} /> : null}
    </form>
  );
}

export function RetentionCard({ inboxId }: { inboxId: string }) {
  const { data } = useQuery({ queryKey: ['retention', inboxId], queryFn: () => getRetention(inboxId) });
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><h2 className="title">{t`How long it is kept`}</h2></header>
      {data ? <Editor key={data.days ?? 0} inboxId={inboxId} retention={data} /> : null}
    </section>
  );
}
