// Labels, teams and canned responses, each with its few fields.
import { t } from '@lingui/core/macro';
import { deleteCanned, deleteLabel, deleteTeam, patchCanned, patchLabel, patchTeam, postCanned, postLabel, postTeam } from '../../api/desk';
import type { CannedResponse, Label, Team } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { useCanned, useLabels, useTeams, useUsers } from '../../state/desk';
import { TextAreaField, TextField } from '../../ui/field';
import { ListCard } from './list_card';
import { Ticks } from './members_card';
import styles from './settings.module.css';

async function anew(key: readonly string[], work: Promise<unknown>): Promise<void> {
  await work;
  await queryClient.invalidateQueries({ queryKey: key });
}

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

export function CannedCard() {
  return (
    <ListCard<CannedResponse, { shortcut: string; text: string }>
      title={t`Canned responses`} explained={t`Type / and the shortcut in a reply.`} newWords={t`New response`} items={useCanned().data} name={(canned) => canned.shortcut}
      line={(canned) => <span className={styles.rowText}><span className="strong">/{canned.shortcut}</span><span className="hint small clip">{canned.text}</span></span>}
      filled={(canned) => ({ shortcut: canned?.shortcut ?? '', text: canned?.text ?? '' })} ready={({ shortcut, text }) => shortcut.trim() !== '' && text.trim() !== ''}
      fields={({ shortcut, text }, set, saving) => (
        <>
          <TextField label={t`Shortcut`} value={shortcut} required autoFocus maxLength={100} help={t`Letters, digits and hyphens`} onChange={(event) => set({ shortcut: event.target.value.replaceAll(/[^\p{L}\p{N}_-]/gu, '') })} error={saving.faultOf('shortcut')} />
          <TextAreaField label={t`Text`} value={text} required rows={6} maxLength={10_000} onChange={(event) => set({ text: event.target.value })} error={saving.faultOf('text')} />
        </>
      )}
      save={(canned, { shortcut, text }) => anew(keys.canned, canned ? patchCanned(canned.id, { shortcut, text: text.trim() }) : postCanned({ shortcut, text: text.trim() }))}
      remove={(canned) => anew(keys.canned, deleteCanned(canned.id))}
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
