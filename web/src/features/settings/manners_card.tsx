// How people answer here: the tone, within which time, and how long a reply can be taken back.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { patchInbox, type InboxChange } from '../../api/inboxes';
import { listPolicies } from '../../api/kept';
import type { Inbox } from '../../api/types';
import { keys } from '../../state/cache';
import { longestUndo } from '../../state/held';
import { Banner } from '../../ui/banner';
import { SelectField, TextAreaField } from '../../ui/field';
import { useSave } from '../../ui/use_save';
import { showChanged } from './inbox_changed';
import { SaveFoot } from './save_foot';
import styles from './settings.module.css';

const toneMax = 200;
const usualUndo = 5;

// Health and webhooks raise the version too: what somebody is typing stays for those.
export function mannersStamp({ tone, undo_seconds: undo, sla_policy_id: policy }: Inbox): string {
  return JSON.stringify([tone, undo, policy]);
}

function undoWords(seconds: number): string {
  if (seconds === 0) return t`Not: it leaves at once`;
  return seconds === 1 ? t`1 second` : t`${seconds} seconds`;
}

// Only what differs is sent.
function changeOf(inbox: Inbox, tone: string, undo: string, policy: string): InboxChange {
  return {
    ...(tone.trim() === (inbox.tone ?? '') ? {} : { tone: tone.trim() || null }),
    ...(Number(undo) === (inbox.undo_seconds ?? usualUndo) ? {} : { undo_seconds: Number(undo) }),
    ...(policy === (inbox.sla_policy_id ?? '') ? {} : { sla_policy_id: policy || null }),
  };
}

export function MannersCard({ inbox }: { inbox: Inbox }) {
  const { data: policies = [] } = useQuery({ queryKey: keys.policies, queryFn: async () => (await listPolicies()).items });
  const [tone, setTone] = useState(inbox.tone ?? '');
  const [undo, setUndo] = useState(String(inbox.undo_seconds ?? usualUndo));
  const [policy, setPolicy] = useState(inbox.sla_policy_id ?? '');
  const saving = useSave();
  const change = changeOf(inbox, tone, undo, policy);
  const isReady = Object.keys(change).length > 0 && !saving.busy;
  const submit = () => saving.run(async () => showChanged(await patchInbox(inbox.id, change)));
  return (
    <form className={styles.card} onSubmit={(event) => { event.preventDefault(); if (isReady) void submit(); }}>
      <header className={styles.cardHead}><h2 className="title">{t`Answering`}</h2></header>
      <div className={styles.block}>
        <TextAreaField label={t`Tone of voice`} value={tone} rows={2} maxLength={toneMax} help={t`Agents read it under the box in which they write.`} onChange={(event) => setTone(event.target.value)} error={saving.faultOf('tone')} />
        <div className={styles.pair}>
          <SelectField label={t`Response times`} value={policy} onChange={setPolicy} options={[{ value: '', label: t`None` }, ...policies.map(({ id, name }) => ({ value: id, label: name }))]} error={saving.faultOf('sla_policy_id')} />
          <SelectField label={t`A reply can be taken back`} value={undo} onChange={setUndo} options={Array.from({ length: longestUndo + 1 }, (_, seconds) => ({ value: String(seconds), label: undoWords(seconds) }))} help={t`Whoever chose another time for the channel keeps it.`} error={saving.faultOf('undo_seconds')} />
        </div>
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <SaveFoot disabled={!isReady} />
    </form>
  );
}
