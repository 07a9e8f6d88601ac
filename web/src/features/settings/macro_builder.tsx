// A macro step by step: what it does, in which order, each step with its own few fields.
import { t } from '@lingui/core/macro';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useRef } from 'react';
import type { ConversationStatus, Priority } from '../../api/types';
import { useLabels, useTeams, useUsers } from '../../state/desk';
import { moved, newStep, stepKinds, type Step, type StepKind } from '../../state/macro_steps';
import { localInput, tomorrowMorning } from '../../state/snooze';
import { blankWords } from '../../ui/blank_words';
import { SelectField, TextAreaField, TextField } from '../../ui/field';
import { IconButton } from '../../ui/icon_button';
import { statusWords, stepWords } from '../../ui/macro_words';
import { priorityWords } from '../../ui/priority_words';
import { Ticks } from './members_card';
import styles from './settings.module.css';

const textMax = 10_000;
const priorities: Priority[] = ['urgent', 'high', 'medium', 'low', 'none'];
const statuses: ConversationStatus[] = ['resolved', 'pending', 'snoozed', 'open'];

interface StepProps {
  step: Step;
  change: (to: Partial<Step>) => void;
}

function Words({ step: { kind, text }, change }: StepProps) {
  return <TextAreaField label={kind === 'note' ? t`Note` : t`Text`} value={text} rows={3} maxLength={textMax} help={kind === 'text' ? blankWords() : t`Only colleagues read it.`} onChange={(event) => change({ text: event.target.value })} />;
}

function Person({ step: { userId }, change }: StepProps) {
  const users = (useUsers().data ?? []).filter(({ active, role }) => active && role !== 'auditor');
  return <SelectField label={t`To`} value={userId} onChange={(value) => change({ userId: value })} options={[{ value: '', label: t`Nobody` }, ...users.map(({ id, name }) => ({ value: id, label: name }))]} />;
}

function TeamOf({ step: { teamId }, change }: StepProps) {
  const teams = useTeams().data ?? [];
  return <SelectField label={t`Team`} value={teamId} onChange={(value) => change({ teamId: value })} options={[{ value: '', label: t`No team` }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]} />;
}

function LabelsOf({ step: { add, remove }, change }: StepProps) {
  const labels = useLabels().data ?? [];
  if (labels.length === 0) return <p className="hint">{t`No labels yet`}</p>;
  // A label is put on or taken off, never both.
  return (
    <>
      <Ticks legend={t`Put on`} options={labels} chosen={add} onChange={(chosen) => change({ add: chosen, remove: remove.filter((id) => !chosen.includes(id)) })} />
      <Ticks legend={t`Take off`} options={labels} chosen={remove} onChange={(chosen) => change({ remove: chosen, add: add.filter((id) => !chosen.includes(id)) })} />
    </>
  );
}

function Until({ step: { until }, change }: StepProps) {
  const isPast = until !== '' && !(new Date(until).getTime() > Date.now());
  return <TextField type="datetime-local" label={t`Until`} value={until} min={localInput(new Date())} help={t`A fixed moment: when it is past, the macro is no longer run.`} onChange={(event) => change({ until: event.target.value })} error={isPast ? t`Choose a moment in the future.` : undefined} />;
}

function StatusOf(props: StepProps) {
  const { step: { status, until }, change } = props;
  const choose = (value: string) => change({ status: value as ConversationStatus, ...(value === 'snoozed' && until === '' ? { until: localInput(tomorrowMorning(Date.now())) } : {}) });
  return (
    <>
      <SelectField label={t`Becomes`} value={status} onChange={choose} options={statuses.map((value) => ({ value, label: statusWords(value) }))} />
      {status === 'snoozed' ? <Until {...props} /> : null}
    </>
  );
}

function StepFields(props: StepProps) {
  const { step, change } = props;
  switch (step.kind) {
    case 'text':
    case 'note': return <Words {...props} />;
    case 'assign': return <Person {...props} />;
    case 'team': return <TeamOf {...props} />;
    case 'labels': return <LabelsOf {...props} />;
    case 'priority': return <SelectField label={t`Priority`} value={step.priority} onChange={(value) => change({ priority: value as Priority })} options={priorities.map((value) => ({ value, label: priorityWords(value) }))} />;
    case 'status': return <StatusOf {...props} />;
  }
}

const stepsMax = 20;

export function MacroBuilder({ steps, onChange }: { steps: Step[]; onChange: (steps: Step[]) => void }) {
  const list = useRef<HTMLOListElement>(null);
  // Where a step was, the next one has the focus; the buttons of the one that moved keep it.
  const remove = (place: number) => {
    onChange(steps.filter((_, at) => at !== place));
    setTimeout(() => (list.current?.children[Math.min(place, steps.length - 2)]?.querySelector<HTMLElement>('button:not(:disabled)') ?? list.current?.parentElement?.querySelector<HTMLElement>('select:last-of-type'))?.focus(), 0);
  };
  const add = (kind: string) => {
    if (kind === '') return;
    onChange([...steps, newStep(kind as StepKind)]);
    setTimeout(() => list.current?.lastElementChild?.querySelector<HTMLElement>('textarea, select, input')?.focus(), 0);
  };
  return (
    <div className={styles.stack}>
      <ol ref={list} className={styles.stepsOfMacro} aria-label={t`Steps`}>
        {steps.map((step, place) => {
          const name = stepWords(step.kind);
          const move = (to: number) => onChange(moved(steps, place, to));
          return (
            <li key={step.key} className={styles.part}>
              <div className="row tight">
                <span className="strong grow">{place + 1}. {name}</span>
                <IconButton of={ArrowUp} label={t`${name}: up`} disabled={place === 0} onClick={() => move(place - 1)} />
                <IconButton of={ArrowDown} label={t`${name}: down`} disabled={place === steps.length - 1} onClick={() => move(place + 1)} />
                <IconButton of={X} label={t`${name}: remove`} onClick={() => remove(place)} />
              </div>
              <StepFields step={step} change={(to) => onChange(steps.map((one) => (one.key === step.key ? { ...one, ...to } : one)))} />
            </li>
          );
        })}
      </ol>
      {steps.length < stepsMax ? <SelectField label={steps.length === 0 ? t`What it does` : t`And then`} value="" onChange={add} options={[{ value: '', label: t`Choose a step` }, ...stepKinds.map((value) => ({ value, label: stepWords(value) }))]} /> : null}
    </div>
  );
}
