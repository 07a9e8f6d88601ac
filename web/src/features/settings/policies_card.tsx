// Within which time an inbox wants its customers answered and helped.
import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { deletePolicy, listPolicies, patchPolicy, postPolicy } from '../../api/kept';
import { Problem } from '../../api/problem';
import type { SlaPolicy } from '../../api/types';
import { keys } from '../../state/cache';
import { secondsOf, spanOf, type Span, type Unit } from '../../state/span';
import { SelectField, TextField } from '../../ui/field';
import type { Saving } from '../../ui/use_save';
import { anew } from './anew';
import { ListCard } from './list_card';
import styles from './settings.module.css';

type Part = 'first' | 'next' | 'resolution';
type Filled = { name: string } & Record<Part, Span>;

const parts: Part[] = ['first', 'next', 'resolution'];

function partWords(part: Part): string {
  switch (part) {
    case 'first': return t`First answer within`;
    case 'next': return t`Next answers within`;
    case 'resolution': return t`Resolved within`;
  }
}

function unitWords(unit: Unit): string {
  switch (unit) {
    case 'minutes': return t`minutes`;
    case 'hours': return t`hours`;
    case 'days': return t`days`;
  }
}

function spanWords(seconds: number): string {
  const { count, unit } = spanOf(seconds);
  const number = Number(count);
  switch (unit) {
    case 'minutes': return plural(number, { one: '# minute', other: '# minutes' });
    case 'hours': return plural(number, { one: '# hour', other: '# hours' });
    case 'days': return plural(number, { one: '# day', other: '# days' });
  }
}

function policyWords({ first_response_seconds: first, next_response_seconds: next, resolution_seconds: resolution }: SlaPolicy): string {
  const [firstWords, nextWords, resolutionWords] = [first, next, resolution].map((seconds) => (seconds ? spanWords(seconds) : undefined));
  return [firstWords && t`first answer within ${firstWords}`, nextWords && t`next within ${nextWords}`, resolutionWords && t`resolved within ${resolutionWords}`].filter(Boolean).join(' · ');
}

function SpanFields({ part, span, onChange, fault }: { part: Part; span: Span; onChange: (span: Span) => void; fault: string | undefined }) {
  const words = partWords(part);
  return (
    <div className={styles.span}>
      <TextField label={words} value={span.count} inputMode="numeric" maxLength={6} placeholder="–" onChange={(event) => onChange({ ...span, count: event.target.value })} error={secondsOf(span) === undefined ? t`A whole number, a year at most.` : fault} />
      <SelectField label={t`Unit`} value={span.unit} onChange={(unit) => onChange({ ...span, unit: unit as Unit })} options={(['minutes', 'hours', 'days'] as const).map((value) => ({ value, label: unitWords(value) }))} />
    </div>
  );
}

const fieldOf = { first: 'first_response_seconds', next: 'next_response_seconds', resolution: 'resolution_seconds' } as const;

function Fields({ filled, set, saving }: { filled: Filled; set: (change: Partial<Filled>) => void; saving: Saving }) {
  return (
    <>
      <TextField label={t`Name`} value={filled.name} required autoFocus maxLength={100} onChange={(event) => set({ name: event.target.value })} error={saving.faultOf('name')} />
      {parts.map((part) => <SpanFields key={part} part={part} span={filled[part]} onChange={(span) => set({ [part]: span })} fault={saving.faultOf(fieldOf[part])} />)}
      <p className="hint small">{t`Empty: no such time. The clock runs day and night. What waits already keeps its time.`}</p>
    </>
  );
}

function bodyOf({ name, first, next, resolution }: Filled) {
  return { name: name.trim(), first_response_seconds: secondsOf(first) ?? 0, next_response_seconds: secondsOf(next) ?? 0, resolution_seconds: secondsOf(resolution) ?? 0 };
}

async function remove(id: string): Promise<void> {
  try {
    await deletePolicy(id);
  } catch (error) {
    if (!(error instanceof Problem) || error.reason !== 'in_use') throw error;
    throw new Problem(error.status, 'policy_in_use', t`A channel still goes by it. Choose another there first.`, [], undefined, undefined);
  }
}

export function PoliciesCard() {
  const { data } = useQuery({ queryKey: keys.policies, queryFn: async () => (await listPolicies()).items });
  return (
    <ListCard<SlaPolicy, Filled>
      title={t`Response times`} explained={t`Within which time customers are answered. Each channel says which of these it goes by.`} newWords={t`New policy`} items={data} name={(policy) => policy.name}
      line={(policy) => <span className={styles.rowText}><span className="strong">{policy.name}</span><span className="hint small">{policyWords(policy)}</span></span>}
      filled={(policy) => ({ name: policy?.name ?? '', first: spanOf(policy?.first_response_seconds), next: spanOf(policy?.next_response_seconds), resolution: spanOf(policy?.resolution_seconds) })}
      ready={({ name, ...spans }) => name.trim() !== '' && parts.every((part) => secondsOf(spans[part]) !== undefined) && parts.some((part) => secondsOf(spans[part]) !== 0)}
      fields={(filled, set, saving) => <Fields filled={filled} set={set} saving={saving} />}
      save={(policy, filled) => anew(keys.policies, policy ? patchPolicy(policy.id, bodyOf(filled)) : postPolicy(bodyOf(filled)))}
      remove={(policy) => anew(keys.policies, remove(policy.id))}
    />
  );
}
