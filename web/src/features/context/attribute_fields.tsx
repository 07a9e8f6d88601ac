// The account's own fields of a customer or conversation, filled in on the spot.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import type { AttributeDefinition } from '../../api/types';
import { isFitting, typedOf, valueOf } from '../../state/attribute_value';
import { useAttributes } from '../../state/attributes';
import { mayWrite, useMe } from '../../state/session';
import { showToast } from '../../state/toasts';
import { LinkedText } from '../../ui/linked_text';
import styles from './context.module.css';

const inputTypes: Record<AttributeDefinition['type'], string> = { text: 'text', number: 'text', date: 'date', boolean: 'text', list: 'text', link: 'url' };

interface FieldProps {
  definition: AttributeDefinition;
  value: unknown;
  save: (key: string, value: string | number | boolean | null) => Promise<unknown>;
}

function options({ type, options: own }: AttributeDefinition): { value: string; label: string }[] {
  return type === 'boolean' ? [{ value: 'true', label: t`Yes` }, { value: 'false', label: t`No` }] : (own ?? []).map((option) => ({ value: option, label: option }));
}

function Editor({ definition, value, save }: FieldProps) {
  const before = typedOf(value);
  const [typed, setTyped] = useState(before);
  const [seen, setSeen] = useState(before);
  // Somebody else changed it, and nothing is being typed here.
  if (seen !== before) { setSeen(before); if (typed === seen) setTyped(before); }
  const { key, name, type } = definition;
  const fits = isFitting(type, typed);
  const keep = (next: string) => {
    if (next === before || !isFitting(type, next)) return;
    save(key, valueOf(type, next)).catch(() => { setTyped(before); showToast({ text: t`${name} was not kept.`, tone: 'error' }); });
  };
  if (type === 'boolean' || type === 'list') {
    return <select className={styles.inline} aria-label={name} value={typed} onChange={(event) => { setTyped(event.target.value); keep(event.target.value); }}><option value="">–</option>{options(definition).map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}</select>;
  }
  return <input className={styles.inline} type={inputTypes[type]} inputMode={type === 'number' ? 'decimal' : undefined} aria-label={name} aria-invalid={fits ? undefined : true} placeholder="–" value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={() => keep(typed)} onKeyDown={(event) => { if (event.key === 'Enter') keep(typed); if (event.key === 'Escape') setTyped(before); }} />;
}

function shown({ type }: AttributeDefinition, value: unknown): string {
  const typed = typedOf(value);
  if (type !== 'boolean' || typed === '') return typed || '–';
  return typed === 'true' ? t`Yes` : t`No`;
}

export interface AttributeFieldsProps {
  entity: AttributeDefinition['entity'];
  values: Record<string, unknown>;
  save: (key: string, value: string | number | boolean | null) => Promise<unknown>;
}

export function AttributeFields({ entity, values, save }: AttributeFieldsProps) {
  const definitions = useAttributes(entity);
  const may = mayWrite(useMe());
  if (definitions.length === 0) return null;
  return (
    <dl className={styles.fields}>
      {definitions.map((definition) => [
        <dt key={`${definition.id}-name`} className="clip" title={definition.name}>{definition.name}{definition.required_to_resolve ? <span aria-hidden="true"> *</span> : null}</dt>,
        <dd key={definition.id}>{may ? <Editor definition={definition} value={values[definition.key]} save={save} /> : <LinkedText text={shown(definition, values[definition.key])} />}</dd>,
      ])}
    </dl>
  );
}
