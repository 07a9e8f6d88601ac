// Labels and priority: chosen from what the desk knows.
import { t } from '@lingui/core/macro';
import { Flag, Tag } from 'lucide-react';
import type { Conversation, LabelMark, Priority } from '../../api/types';
import { setLabels, setPriority } from '../../state/actions';
import { useLabels } from '../../state/desk';
import { openMenu, useScreen } from '../../state/screen';
import { IconButton } from '../../ui/icon_button';
import { Menu, MenuChoice, MenuHeading, MenuItem } from '../../ui/menu';
import { priorityWords } from '../../ui/priority_words';
import styles from '../../ui/badge.module.css';

const priorities: Priority[] = ['urgent', 'high', 'medium', 'low', 'none'];

function toggled(labels: LabelMark[], label: LabelMark): LabelMark[] {
  return labels.some(({ id }) => id === label.id) ? labels.filter(({ id }) => id !== label.id) : [...labels, label];
}

export function LabelMenu({ conversation }: { conversation: Conversation }) {
  const labels = useLabels().data ?? [];
  const open = useScreen((store) => store.menu === 'labels');
  return (
    <Menu label={t`Labels`} open={open} onOpenChange={(next) => openMenu(next ? 'labels' : undefined)} trigger={<IconButton of={Tag} variant="plain" label={t`Labels`} keys="l" />}>
      <MenuHeading>{t`Labels`}</MenuHeading>
      {labels.length === 0 ? <MenuItem disabled onSelect={() => undefined}>{t`No labels yet`}</MenuItem> : null}
      {labels.map((label) => (
        <MenuChoice key={label.id} stay checked={conversation.labels.some(({ id }) => id === label.id)} leading={<span className={styles.label}><i style={{ background: label.color }} /></span>} onSelect={() => void setLabels(conversation.id, toggled(conversation.labels, label))}>{label.name}</MenuChoice>
      ))}
    </Menu>
  );
}

export function PriorityMenu({ conversation }: { conversation: Conversation }) {
  const open = useScreen((store) => store.menu === 'priority');
  return (
    <Menu label={t`Priority`} open={open} onOpenChange={(next) => openMenu(next ? 'priority' : undefined)} trigger={<IconButton of={Flag} variant="plain" label={t`Priority`} keys="p" />}>
      <MenuHeading>{t`Priority`}</MenuHeading>
      {priorities.map((priority) => <MenuChoice key={priority} checked={conversation.priority === priority} onSelect={() => void setPriority(conversation.id, priority)}>{priorityWords(priority)}</MenuChoice>)}
    </Menu>
  );
}
