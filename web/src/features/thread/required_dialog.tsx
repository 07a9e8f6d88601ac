// What is still to be filled in before a conversation is resolved, asked for on the spot; then it is resolved after all.
import { plural, t } from '@lingui/core/macro';
import { useState } from 'react';
import { patchConversationAttributes } from '../../api/attributes';
import type { AttributeDefinition, Conversation } from '../../api/types';
import { isFitting, typedOf, valueOf } from '../../state/attribute_value';
import { useAttributes } from '../../state/attributes';
import { keepConversation, knownConversation } from '../../state/cache';
import { contactName } from '../../state/contact_name';
import { lackingIn, stopAsking, type Asking } from '../../state/required';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { useSave } from '../../ui/use_save';

type Typed = Readonly<Record<string, string>>;

function choicesOf({ type, options = [] }: AttributeDefinition): { value: string; label: string }[] {
  const choices = type === 'boolean' ? [{ value: 'true', label: t`Yes` }, { value: 'false', label: t`No` }] : options.map((value) => ({ value, label: value }));
  return [{ value: '', label: t`Choose` }, ...choices];
}

interface OneProps {
  definition: AttributeDefinition;
  typed: string;
  onType: (typed: string) => void;
  fault: string | undefined;
}

function One({ definition, typed, onType, fault }: OneProps) {
  const { name, type } = definition;
  if (type === 'boolean' || type === 'list') return <SelectField label={name} value={typed} options={choicesOf(definition)} onChange={onType} error={fault} />;
  const error = isFitting(type, typed) ? fault : type === 'link' ? t`An address begins with https://.` : t`This is no number.`;
  return <TextField label={name} type={type === 'date' ? 'date' : type === 'link' ? 'url' : 'text'} inputMode={type === 'number' ? 'decimal' : undefined} value={typed} required onChange={(event) => onType(event.target.value)} error={error} />;
}

function isFilled({ type, key }: AttributeDefinition, typed: Typed): boolean {
  const text = typed[key]?.trim() ?? '';
  return text !== '' && isFitting(type, text);
}

// Each keeps what it had already: only what it lacks is filled in.
async function keep(conversation: Conversation, definitions: AttributeDefinition[], typed: Typed): Promise<void> {
  const lacking = lackingIn(conversation, definitions);
  if (lacking.length === 0) return;
  keepConversation(await patchConversationAttributes(conversation.id, Object.fromEntries(lacking.map(({ key, type }) => [key, valueOf(type, typedOf(typed[key]))]))));
}

function aboutWords([first, ...others]: Conversation[]): string {
  if (!first) return '';
  const count = others.length + 1;
  if (count > 1) return plural(count, { one: '# conversation lacks this. It is kept with it.', other: '# conversations lack this. It is kept with each of them.' });
  const name = contactName(first.contact);
  const number = first.number;
  return t`${name}, #${number}`;
}

export function RequiredDialog({ asking: { ids, again } }: { asking: Asking }) {
  const definitions = useAttributes('conversation');
  const [typed, setTyped] = useState<Typed>({});
  const saving = useSave();
  const lackers = ids.map(knownConversation).filter((one) => one !== undefined);
  const lacking = definitions.filter((definition) => lackers.some((one) => lackingIn(one, [definition]).length > 0));
  const ready = !saving.busy && lacking.every((definition) => isFilled(definition, typed));
  const submit = async () => {
    if (!ready) return;
    const work = async () => { for (const one of lackers) await keep(one, definitions, typed); };
    if (!(await saving.run(work))) return;
    stopAsking();
    again();
  };
  return (
    <Dialog open onClose={stopAsking} title={t`To be filled in before it is resolved`} description={aboutWords(lackers)} actions={<><Button onClick={stopAsking}>{t`Cancel`}</Button><Button variant="primary" disabled={!ready} onClick={() => void submit()}>{t`Keep and go on`}</Button></>}>
      <form className="fields" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        {lacking.map((definition) => <One key={definition.id} definition={definition} typed={typed[definition.key] ?? ''} onType={(value) => setTyped({ ...typed, [definition.key]: value })} fault={saving.faultOf(`attributes.${definition.key}`)} />)}
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
