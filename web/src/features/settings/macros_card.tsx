// Macros: several changes at once, under one name.
import { t } from '@lingui/core/macro';
import { deleteMacro, patchMacro, postMacro, type MacroBody } from '../../api/kept';
import type { Macro } from '../../api/types';
import { audienceOf, mayEdit, sharing, useAudiences } from '../../state/audience';
import { keys } from '../../state/cache';
import { useLabels, useTeams, useUsers } from '../../state/desk';
import { useMacros } from '../../state/macro_list';
import { actionOf, isReady, stepsOf, type Step } from '../../state/macro_steps';
import { mayWrite, useMe } from '../../state/session';
import { localInput } from '../../state/snooze';
import { AudienceBadge } from '../../ui/audience_badge';
import { SelectField, TextField } from '../../ui/field';
import { macroWords } from '../../ui/macro_words';
import type { Saving } from '../../ui/use_save';
import { anew } from './anew';
import { ListCard } from './list_card';
import { MacroBuilder } from './macro_builder';
import styles from './settings.module.css';

interface Filled {
  name: string;
  audience: string;
  steps: Step[];
}

function Fields({ filled: { name, audience, steps }, set, saving }: { filled: Filled; set: (change: Partial<Filled>) => void; saving: Saving }) {
  return (
    <>
      <TextField label={t`Name`} value={name} required autoFocus maxLength={100} onChange={(event) => set({ name: event.target.value })} error={saving.faultOf('name')} />
      <SelectField label={t`Who sees it`} value={audience} onChange={(value) => set({ audience: value })} options={useAudiences()} error={saving.faultOf('team_id')} />
      <MacroBuilder steps={steps} onChange={(next) => set({ steps: next })} />
      {saving.faultOf('actions') ? <p className="t-late small" role="alert">{saving.faultOf('actions')}</p> : null}
    </>
  );
}

function Line({ macro }: { macro: Macro }) {
  const names = { users: useUsers().data ?? [], teams: useTeams().data ?? [], labels: useLabels().data ?? [] };
  return (
    <>
      <span className={styles.rowText}><span className="strong clip">{macro.name}</span><span className="hint small clip">{macroWords(macro.actions, names)}</span></span>
      <AudienceBadge of={macro} />
    </>
  );
}

function bodyOf({ name, audience, steps }: Filled): MacroBody {
  return { name: name.trim(), actions: steps.map(actionOf), ...sharing(audience) };
}

export function MacrosCard() {
  const me = useMe();
  return (
    <ListCard<Macro, Filled>
      title={t`Macros`} explained={t`Several changes at once: press M in a conversation. Nothing is sent to the customer by it.`} newWords={t`New macro`} items={useMacros().data} name={(macro) => macro.name} wide
      line={(macro) => <Line macro={macro} />} may={(macro) => mayEdit(me, macro)} mayAdd={mayWrite(me)}
      filled={(macro) => ({ name: macro?.name ?? '', audience: macro ? audienceOf(macro) : 'own', steps: macro?.actions.flatMap((action) => stepsOf(action, localInput)) ?? [] })}
      ready={({ name, steps }) => name.trim() !== '' && steps.length > 0 && steps.every((step) => isReady(step, Date.now()))}
      fields={(filled, set, saving) => <Fields filled={filled} set={set} saving={saving} />}
      save={(macro, filled) => anew(keys.macros, macro ? patchMacro(macro.id, bodyOf(filled)) : postMacro(bodyOf(filled)))}
      remove={(macro) => anew(keys.macros, deleteMacro(macro.id))}
    />
  );
}
