// What narrows the list: one menu to choose from, and a chip for each choice that takes it away.
import { t } from '@lingui/core/macro';
import { ListFilter, X } from 'lucide-react';
import { useLocation } from 'wouter';
import type { Priority } from '../../api/types';
import { useInboxes, useLabels } from '../../state/desk';
import { isNarrow, without, type Filter } from '../../state/filter';
import { inboxPath, usualSort } from '../../state/route';
import type { View } from '../../state/view';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { priorityWords } from '../../ui/priority_words';
import { phone, useMedia } from '../../ui/use_media';
import { sorts, sortWords } from './sort_words';
import styles from './list.module.css';

const priorities: Priority[] = ['urgent', 'high', 'medium', 'low'];

interface BarProps {
  view: View;
  selectedId: string | undefined;
}

function useChange({ view, selectedId }: BarProps) {
  const [, go] = useLocation();
  return (filter: Filter) => {
    const { kind, of, sort } = view;
    go(inboxPath({ kind, sort, ...(of === undefined ? {} : { of }), ...(isNarrow(filter) ? { filter } : {}) }, selectedId));
  };
}

function Choices(props: BarProps) {
  const filter = props.view.filter ?? {};
  const change = useChange(props);
  const inboxes = useInboxes().data ?? [];
  const labels = useLabels().data ?? [];
  const set = (next: Filter, name: keyof Filter) => change(filter[name] === next[name] ? without(filter, name) : { ...filter, ...next });
  return (
    <>
      <MenuHeading>{t`Priority`}</MenuHeading>
      {priorities.map((priority) => <MenuChoice key={priority} checked={filter.priority === priority} onSelect={() => set({ priority }, 'priority')}>{priorityWords(priority)}</MenuChoice>)}
      {labels.length > 0 ? <MenuHeading>{t`Labels`}</MenuHeading> : null}
      {labels.map(({ id, name }) => <MenuChoice key={id} checked={filter.label === id} onSelect={() => set({ label: id }, 'label')}>{name}</MenuChoice>)}
      {props.view.kind !== 'inbox' && inboxes.length > 1 ? <MenuHeading>{t`Inboxes`}</MenuHeading> : null}
      {props.view.kind !== 'inbox' && inboxes.length > 1 ? inboxes.map(({ id, name }) => <MenuChoice key={id} checked={filter.inbox === id} onSelect={() => set({ inbox: id }, 'inbox')}>{name}</MenuChoice>) : null}
    </>
  );
}

// On a phone there is no row for the order: it stands in this menu.
function Order({ view, selectedId }: BarProps) {
  const [, go] = useLocation();
  return (
    <>
      <MenuHeading>{t`Sort order`}</MenuHeading>
      {sorts.map((sort) => <MenuChoice key={sort} checked={sort === view.sort} onSelect={() => go(inboxPath({ ...view, sort }, selectedId))}>{sortWords(sort)}{sort === usualSort(view.kind) ? ` (${t`usual`})` : ''}</MenuChoice>)}
      <MenuRule />
    </>
  );
}

export function FilterMenu(props: BarProps) {
  const change = useChange(props);
  const onPhone = useMedia(phone);
  return (
    <Menu label={t`Filter`} trigger={<IconButton of={ListFilter} iconSize={onPhone ? 20 : 16} label={t`Filter`} />}>
      {onPhone ? <Order {...props} /> : null}
      <Choices {...props} />
      {isNarrow(props.view.filter) ? <><MenuRule /><MenuItem of={X} onSelect={() => change({})}>{t`No filter`}</MenuItem></> : null}
    </Menu>
  );
}

function useFilterWords(filter: Filter): { name: keyof Filter; words: string }[] {
  const inboxes = useInboxes().data ?? [];
  const labels = useLabels().data ?? [];
  const words: Record<keyof Filter, string | undefined> = {
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
