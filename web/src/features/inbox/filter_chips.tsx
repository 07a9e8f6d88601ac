// What the list is narrowed by: a chip for each choice, which takes it away.
import { t } from '@lingui/core/macro';
import { X } from 'lucide-react';
import { useInboxes, useLabels } from '../../state/desk';
import { without, type Filter } from '../../state/filter';
import { channelNames } from '../../ui/channel_name';
import { Icon } from '../../ui/icon';
import { priorityWords } from '../../ui/priority_words';
import { useChange, type BarProps } from './use_filter_change';
import styles from './list.module.css';

function useFilterWords(filter: Filter): { name: keyof Filter; words: string }[] {
  const inboxes = useInboxes().data ?? [];
  const labels = useLabels().data ?? [];
  const words: Record<keyof Filter, string | undefined> = {
    waiting: filter.waiting && t`Customer waits`,
    overdue: filter.overdue && t`Too late`,
    public: filter.public === undefined ? undefined : filter.public ? t`Public` : t`Private`,
    channel: filter.channel && channelNames(inboxes)(filter.channel),
    priority: filter.priority && priorityWords(filter.priority),
    label: filter.label && (labels.find(({ id }) => id === filter.label)?.name ?? t`Label`),
    inbox: filter.inbox && (inboxes.find(({ id }) => id === filter.inbox)?.name ?? t`Inbox`),
  };
  return (Object.keys(words) as (keyof Filter)[]).flatMap((name) => (words[name] ? [{ name, words: words[name] }] : []));
}

export function FilterChips(props: BarProps) {
  const filter = props.view.filter ?? {};
  const change = useChange(props);
  const chips = useFilterWords(filter);
  if (chips.length === 0) return null;
  return (
    <div className={styles.filters} role="group" aria-label={t`Filter`}>
      {chips.map(({ name, words }) => (
        <span key={name} className={styles.filter}>
          <span className="clip">{words}</span>
          <button type="button" aria-label={t`Without ${words}`} onClick={() => change(without(filter, name))}><Icon of={X} size={12} /></button>
        </span>
      ))}
    </div>
  );
}
