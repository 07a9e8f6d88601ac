// Who works in an inbox: people and whole teams.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getMembers, putMembers, type Members } from '../../api/inboxes';
import { queryClient } from '../../state/cache';
import { useTeams, useUsers } from '../../state/desk';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { useSave } from '../../ui/use_save';
import { SaveFoot } from './save_foot';
import styles from './settings.module.css';

export interface TicksProps {
  legend: string;
  options: { id: string; name: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

export function Ticks({ legend, options, chosen, onChange }: TicksProps) {
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className={styles.ticks}>
      <legend>{legend}</legend>
      {options.map(({ id, name }) => <label key={id}><input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />{name}</label>)}
    </fieldset>
  );
}

// At the end of a walk: what is ticked is kept, then it goes on.
export interface Ending {
  onBack: () => void;
  onDone: () => void;
}

interface EditorProps {
  inboxId: string;
  members: Members;
  ending: Ending | undefined;
}

function Foot({ ending, busy, onSave }: { ending: Ending | undefined; busy: boolean; onSave: () => void }) {
  if (!ending) return <SaveFoot disabled={busy} onSave={onSave} />;
  return (
    <footer className={styles.foot}>
      <Button onClick={ending.onBack}>{t`Back`}</Button>
      <span className="end"><Button variant="primary" disabled={busy} onClick={onSave}>{t`Done`}</Button></span>
    </footer>
  );
}

function Editor({ inboxId, members, ending }: EditorProps) {
  const users = (useUsers().data ?? []).filter(({ active, role }) => active && role === 'agent');
  const teams = useTeams().data ?? [];
  const [userIds, setUserIds] = useState(members.user_ids);
  const [teamIds, setTeamIds] = useState(members.team_ids);
  const saving = useSave();
  const keep = async () => {
    queryClient.setQueryData(['members', inboxId], await putMembers(inboxId, { user_ids: userIds, team_ids: teamIds }));
    if (!ending) showToast({ text: t`Saved`, tone: 'done' });
  };
  const save = async () => { if (await saving.run(keep)) ending?.onDone(); };
  return (
    <>
      <div className={styles.block}>
        <Ticks legend={t`Agents`} options={users} chosen={userIds} onChange={setUserIds} />
        {teams.length > 0 ? <Ticks legend={t`Teams`} options={teams} chosen={teamIds} onChange={setTeamIds} /> : null}
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <Foot ending={ending} busy={saving.busy} onSave={() => void save()} />
    </>
  );
}

export function MembersCard({ inboxId, ending }: { inboxId: string; ending?: Ending }) {
  const { data } = useQuery({ queryKey: ['members', inboxId], queryFn: () => getMembers(inboxId) });
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h2 className="title">{t`Colleagues`}</h2><p className="small">{t`Admins and leads see every inbox; agents see those they work in.`}</p></div></header>
      {data ? <Editor inboxId={inboxId} members={data} ending={ending} /> : null}
    </section>
  );
}
