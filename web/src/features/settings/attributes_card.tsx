// The account's own fields of customers and conversations.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { deleteAttribute, listAttributes, patchAttribute, postAttribute, type AttributeBody } from '../../api/attributes';
import type { AttributeDefinition } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { Badge } from '../../ui/badge';
import { SelectField, TextAreaField, TextField } from '../../ui/field';
import { Switch } from '../../ui/switch';
import type { Saving } from '../../ui/use_save';
import { ListCard } from './list_card';
import styles from './settings.module.css';

type Type = AttributeDefinition['type'];
type Entity = AttributeDefinition['entity'];

interface Filled {
  isNew: boolean;
  entity: Entity;
  key: string;
  name: string;
  type: Type;
  options: string;
  required: boolean;
}

function typeWords(type: Type): string {
  switch (type) {
    case 'text': return t`Text`;
    case 'number': return t`Number`;
    case 'date': return t`Date`;
    case 'boolean': return t`Yes or no`;
    case 'list': return t`List`;
    case 'link': return t`Link`;
  }
}

const types: Type[] = ['text', 'number', 'date', 'boolean', 'list', 'link'];
const entityWords = (entity: Entity) => (entity === 'contact' ? t`Customer` : t`Conversation`);

// A key is proposed from the name: small letters, digits and underscores.
function keyOf(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 63);
}

function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter(Boolean);
}

async function anew(work: Promise<unknown>): Promise<void> {
  await work;
  await queryClient.invalidateQueries({ queryKey: keys.attributes });
}

function save(definition: AttributeDefinition | undefined, { entity, key, name, type, options, required }: Filled): Promise<void> {
  const rest: AttributeBody = { name: name.trim(), type, ...(type === 'list' ? { options: lines(options) } : {}), ...(entity === 'conversation' ? { required_to_resolve: required } : {}) };
  return anew(definition ? patchAttribute(definition.id, rest) : postAttribute({ entity, key: key || keyOf(name), ...rest }));
}

function Fields({ filled, set, saving }: { filled: Filled; set: (change: Partial<Filled>) => void; saving: Saving }) {
  const { isNew, entity, key, name, type, options, required } = filled;
  return (
    <>
      <TextField label={t`Name`} value={name} required autoFocus maxLength={100} onChange={(event) => set({ name: event.target.value })} error={saving.faultOf('name')} />
      {isNew ? <SelectField label={t`Of`} value={entity} onChange={(value) => set({ entity: value as Entity })} options={(['contact', 'conversation'] as const).map((value) => ({ value, label: entityWords(value) }))} /> : null}
      {isNew ? <TextField label={t`Key for programs`} value={key} placeholder={keyOf(name)} maxLength={63} onChange={(event) => set({ key: keyOf(event.target.value) })} error={saving.faultOf('key')} /> : null}
      <SelectField label={t`Kind`} value={type} onChange={(value) => set({ type: value as Type })} options={types.map((value) => ({ value, label: typeWords(value) }))} />
      {type === 'list' ? <TextAreaField label={t`Choices, one on each line`} value={options} rows={4} onChange={(event) => set({ options: event.target.value })} error={saving.faultOf('options')} /> : null}
      {entity === 'conversation' ? <Switch checked={required} onChange={(on) => set({ required: on })}>{t`Must be filled in before a conversation is resolved`}</Switch> : null}
    </>
  );
}

export function AttributesCard() {
  const { data } = useQuery({ queryKey: keys.attributes, queryFn: async () => (await listAttributes()).items });
  return (
    <ListCard<AttributeDefinition, Filled>
      title={t`Fields`} explained={t`What your desk wants to know of customers and conversations, beside the usual.`} newWords={t`New field`} items={data} name={(definition) => definition.name}
      line={(definition) => <><span className={styles.rowText}><span>{definition.name}</span><small className="hint">{entityWords(definition.entity)} · {typeWords(definition.type)}</small></span>{definition.required_to_resolve ? <Badge>{t`required`}</Badge> : null}</>}
      filled={(definition) => ({ isNew: !definition, entity: definition?.entity ?? 'contact', key: definition?.key ?? '', name: definition?.name ?? '', type: definition?.type ?? 'text', options: (definition?.options ?? []).join('\n'), required: definition?.required_to_resolve ?? false })}
      ready={({ name, type, options }) => name.trim() !== '' && (type !== 'list' || lines(options).length > 0)}
      fields={(filled, set, saving) => <Fields filled={filled} set={set} saving={saving} />}
      save={save}
      remove={(definition) => anew(deleteAttribute(definition.id))}
    />
  );
}
