// Labels and priority of a conversation: chosen from what the desk knows.
import { t } from '@lingui/core/macro';
import type { Conversation, LabelMark, Priority } from '../api/types';
import { setLabels, setPriority } from '../state/actions';
import { useLabels } from '../state/desk';
import type { Trigger } from './floating';
import { Menu, MenuChoice, MenuHeading, MenuItem } from './menu';
import { priorityWords } from './priority_words';
import styles from './badge.module.css';

const priorities: Priority[] = ['urgent', 'high', 'medium', 'low', 'none'];

function toggled(labels: LabelMark[], label: LabelMark): LabelMark[] {
  return labels.some(({ id }) => id === label.id) ? labels.filter(({ id }) => id !== label.id) : [...labels, label];
}

export interface MarkMenuProps {
  conversation: Conversation;
  trigger: Trigger;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function LabelChoices({ conversation }: { conversation: Conversation }) {
  const labels = useLabels().data ?? [];
  return (
    <>
      <MenuHeading>{t`Labels`}</MenuHeading>
      {labels.length === 0 ? <MenuItem disabled onSelect={() => undefined}>{t`No labels yet`}</MenuItem> : null}
      {labels.map((label) => (
        <MenuChoice key={label.id} stay checked={conversation.labels.some(({ id }) => id === label.id)} leading={<span className={styles.label}><i style={{ background: label.color }} /></span>} onSelect={() => void setLabels(conversation.id, toggled(conversation.labels, label))}>{label.name}</MenuChoice>
      ))}
    </>
  );
}

export function LabelMenu({ conversation, ...menu }: MarkMenuProps) {
  return <Menu label={t`Labels`} {...menu}><LabelChoices conversation={conversation} /></Menu>;
}

export function PriorityChoices({ conversation }: { conversation: Conversation }) {
  return (
    <>
      <MenuHeading>{t`Priority`}</MenuHeading>
      {priorities.map((priority) => <MenuChoice key={priority} checked={conversation.priority === priority} onSelect={() => void setPriority(conversation.id, priority)}>{priorityWords(priority)}</MenuChoice>)}
    </>
  );
}

export function PriorityMenu({ conversation, ...menu }: MarkMenuProps) {
  return <Menu label={t`Priority`} {...menu}><PriorityChoices conversation={conversation} /></Menu>;
}
