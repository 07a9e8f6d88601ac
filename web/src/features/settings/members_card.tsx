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

function Editor({ inboxId, members }: { inboxId: string; members: Members }) {
  const users = (useUsers().data ?? []).filter(({ active, role }) => active && role === 'agent');
  const teams = useTeams().data ?? [];
  const [userIds, setUserIds] = useState(members.user_ids);
  const [teamIds, setTeamIds] = useState(members.team_ids);
  const saving = useSave();
  const save = () => saving.run(async () => {
    queryClient.setQueryData(['members', inboxId], await putMembers(inboxId, { user_ids: userIds, team_ids: teamIds }));
    showToast({ text: t`Kept`, tone: 'done' });
  });
  return (
    <>
      <div className={styles.block}>
        <Ticks legend={t`Agents`} options={users} chosen={userIds} onChange={setUserIds} />
        {teams.length > 0 ? <Ticks legend={t`Teams`} options={teams} chosen={teamIds} onChange={setTeamIds} /> : null}
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <footer className={styles.foot}><span className="end"><Button disabled={saving.busy} onClick={() => void save()}>{t`Keep`}</Button></span></footer>
    </>
  );
}

export function MembersCard({ inboxId }: { inboxId: string }) {
  const { data } = useQuery({ queryKey: ['members', inboxId], queryFn: () => getMembers(inboxId) });
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h2 className="title">{t`Colleagues`}</h2><p className="small">{t`Admins and leads see every inbox; agents see those they work in.`}</p></div></header>
      {data ? <Editor inboxId={inboxId} members={data} /> : null}
    </section>
  );
}
