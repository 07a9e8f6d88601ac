// When the window is closed: choose an approved template, fill its blanks, see what the customer gets.
import { t, plural } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Check, LayoutTemplate, Lock, RotateCw } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { listTemplates } from '../../api/inboxes';
import type { Conversation, Template } from '../../api/types';
import { queryClient } from '../../state/cache';
import { send } from '../../state/outbox';
import { choiceOf, isFilled, isSendable, shownName, variableKey, type Values } from '../../state/template';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import { Bone, Skeleton } from '../../ui/skeleton';
import { TemplateFill } from './template_fill';
import { useFocusWhenAsked } from './use_focus_when_asked';
import styles from './composer.module.css';

export interface TemplatePickerProps {
  conversation: Conversation;
  onSent: () => void;
  onLeave: () => void;
}

export function useTemplates(inboxId: string) {
  return useQuery({ queryKey: ['templates', inboxId], queryFn: async () => (await listTemplates(inboxId, false)).items });
}

async function refresh(inboxId: string): Promise<void> {
  const fresh = await listTemplates(inboxId, true);
  queryClient.setQueryData(['templates', inboxId], fresh.items);
}

export function keyOf({ name, language }: Template): string {
  return `${name}/${language}`;
}

function categoryWords(category: string): string {
  switch (category.toLowerCase()) {
    case 'utility': return t`service`;
    case 'marketing': return t`advertising`;
    case 'authentication': return t`log-in code`;
    default: return category.toLowerCase();
  }
}

function statusWords(status: string): string {
  switch (status.toLowerCase()) {
    case 'pending': case 'received': return t`not approved yet`;
    case 'unsubmitted': return t`not submitted yet`;
    case 'rejected': return t`refused by the platform`;
    case 'paused': return t`paused by the platform`;
    case 'disabled': return t`stopped by the platform`;
    default: return status.toLowerCase();
  }
}

function words(template: Template): string {
  const state = isSendable(template) ? '' : ` · ${statusWords(template.status)}`;
  return `${categoryWords(template.category)} · ${template.language}${state}`;
}

export function TemplateList({ templates, chosen, onChoose, inboxId }: { templates: Template[]; chosen: string | undefined; onChoose: (key: string) => void; inboxId: string }) {
  const [sought, setSought] = useState('');
  const fitting = templates.filter(({ name, body = '' }) => `${name} ${body}`.toLocaleLowerCase().includes(sought.toLocaleLowerCase()));
  return (
    <div className={styles.templateList}>
      <input type="search" className={styles.templateSearch} value={sought} aria-label={t`Search templates`} placeholder={t`Search templates`} onChange={(event) => setSought(event.target.value)} />
      <div role="radiogroup" aria-label={t`Templates`}>
        {fitting.map((template) => (
          <button key={keyOf(template)} type="button" role="radio" aria-checked={keyOf(template) === chosen} className={styles.template} disabled={!isSendable(template)} onClick={() => onChoose(keyOf(template))}>
            <b>{shownName(template)}</b>
            <span className="row tight">{isSendable(template) ? null : <Icon of={Lock} size={12} />}{words(template)}</span>
          </button>
        ))}
      </div>
      <Button size="sm" variant="ghost" onClick={() => void refresh(inboxId)}><Icon of={RotateCw} size={14} />{t`Fetch anew`}</Button>
    </div>
  );
}

function Foot({ template, values, onSend }: { template: Template | undefined; values: Values; onSend: () => void }) {
  const count = template?.variables.length ?? 0;
  const filled = template !== undefined && isFilled(template, values);
  return (
    <div className={styles.tools}>
      <span className={styles.hint}>{filled && count > 0 ? <><Icon of={Check} size={14} />{plural(count, { one: 'The field is filled in', other: 'All # fields are filled in' })}</> : null}</span>
      <span className="end"><Button variant="primary" disabled={!filled} onClick={onSend}>{t`Send template`}<Keys keys="Ctrl+Enter" /></Button></span>
    </div>
  );
}

export function TemplatePicker({ conversation, onSent, onLeave }: TemplatePickerProps) {
  const { data: templates, isError, refetch } = useTemplates(conversation.inbox_id);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [values, setValues] = useState<Values>({});
  const root = useRef<HTMLDivElement>(null);
  useFocusWhenAsked(conversation.id, () => root.current?.querySelector<HTMLElement>('input, button'));
  const template = templates?.find((one) => keyOf(one) === chosen);
  const submit = () => {
    if (!template || !isFilled(template, values)) return;
    send({ conversationId: conversation.id, message: { kind: 'reply', template: choiceOf(template, values) }, quoted: undefined, attachments: [] });
    setValues({});
    setChosen(undefined);
    onSent();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); submit(); }
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); onLeave(); }
  };
  if (isError) return <div ref={root} className={styles.tools}><span className="t-late grow">{t`The templates do not load.`}</span><Button size="sm" onClick={() => void refetch()}>{t`Retry`}</Button></div>;
  if (!templates) return <Skeleton label={t`Loading templates`}><div className={styles.templates}><div className={styles.templateList}><Bone width="70%" /><Bone width="50%" /><Bone width="60%" /></div></div></Skeleton>;
  return (
    // Ctrl+Enter and Esc work wherever the focus is inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} onKeyDown={onKeyDown}>
      <div className={styles.templates}>
        <TemplateList templates={templates} chosen={chosen} onChoose={(key) => { setChosen(key); setValues({}); }} inboxId={conversation.inbox_id} />
        <div className={styles.templateFill}>
          {template ? <TemplateFill template={template} values={values} onFill={(variable, value) => setValues({ ...values, [variableKey(variable)]: value })} /> : <p className="hint small row tight"><Icon of={LayoutTemplate} />{t`Choose a template.`}</p>}
        </div>
      </div>
      <Foot template={template} values={values} onSend={submit} />
    </div>
  );
}
