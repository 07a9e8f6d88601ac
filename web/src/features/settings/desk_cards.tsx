// Labels and teams, each with its few fields.
import { t } from '@lingui/core/macro';
import { deleteLabel, deleteTeam, patchLabel, patchTeam, postLabel, postTeam } from '../../api/desk_changes';
import type { Label, Team } from '../../api/types';
import { keys } from '../../state/cache';
import { useLabels, useTeams, useUsers } from '../../state/desk';
import { TextField } from '../../ui/field';
import { anew } from './anew';
import { ListCard } from './list_card';
import { Ticks } from './members_card';
import styles from './settings.module.css';

const firstColor = '#3b7dd8';

export function LabelsCard() {
  return (
    <ListCard<Label, { name: string; color: string }>
      title={t`Labels`} explained={t`What a conversation is about, in a word and a colour.`} newWords={t`New label`} items={useLabels().data} name={(label) => label.name}
      line={(label) => <><span className={styles.dot} style={{ background: label.color }} /><span className={styles.rowText}>{label.name}</span></>}
      filled={(label) => ({ name: label?.name ?? '', color: label?.color ?? firstColor })} ready={({ name }) => name.trim() !== ''}
      fields={({ name, color }, set, saving) => (
        <>
          <TextField label={t`Name`} value={name} required autoFocus maxLength={100} onChange={(event) => set({ name: event.target.value })} error={saving.faultOf('name')} />
          <TextField label={t`Colour`} type="color" value={color} onChange={(event) => set({ color: event.target.value.toLowerCase() })} error={saving.faultOf('color')} />
        </>
      )}
      save={(label, { name, color }) => anew(keys.labels, label ? patchLabel(label.id, { name: name.trim(), color }) : postLabel({ name: name.trim(), color }))}
      remove={(label) => anew(keys.labels, deleteLabel(label.id))}
    />
  );
}

export function TeamsCard() {
  const users = (useUsers().data ?? []).filter(({ active }) => active);
  const names = (team: Team) => users.filter(({ id }) => team.member_ids.includes(id)).map(({ name }) => name).join(', ');
  return (
    <ListCard<Team, { name: string; members: string[] }>
      title={t`Teams`} explained={t`Colleagues who share their work.`} newWords={t`New team`} items={useTeams().data} name={(team) => team.name}
      line={(team) => <span className={styles.rowText}><span className="strong">{team.name}</span><span className="hint small clip">{names(team)}</span></span>}
      filled={(team) => ({ name: team?.name ?? '', members: team?.member_ids ?? [] })} ready={({ name }) => name.trim() !== ''}
      fields={({ name, members }, set, saving) => (
        <>
          <TextField label={t`Name`} value={name} required autoFocus maxLength={200} onChange={(event) => set({ name: event.target.value })} error={saving.faultOf('name')} />
          <Ticks legend={t`Members`} options={users} chosen={members} onChange={(chosen) => set({ members: chosen })} />
        </>
      )}
      save={(team, { name, members }) => anew(keys.teams, team ? patchTeam(team.id, { name: name.trim(), member_ids: members }) : postTeam({ name: name.trim(), member_ids: members }))}
      remove={(team) => anew(keys.teams, deleteTeam(team.id))}
    />
  );
}
