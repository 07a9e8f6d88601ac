// What a list can be narrowed by, and on a phone its order: behind the button in its head.
import { t } from '@lingui/core/macro';
import { BookmarkPlus, X } from 'lucide-react';
import { useLocation } from 'wouter';
import type { Priority } from '../../api/types';
import { useInboxes, useLabels } from '../../state/desk';
import { isNarrow, without, type Filter } from '../../state/filter';
import { inboxPath, usualSort } from '../../state/route';
import { useScreen } from '../../state/screen';
import { mayWrite, useMe } from '../../state/session';
import { channelNames } from '../../ui/channel_name';
import { MenuChoice, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { priorityWords } from '../../ui/priority_words';
import { phone, useMedia } from '../../ui/use_media';
import { sorts, sortWords } from './sort_words';
import { useChange, type BarProps } from './use_filter_change';

const priorities: Priority[] = ['urgent', 'high', 'medium', 'low'];

function Choices(props: BarProps) {
  const filter = props.view.filter ?? {};
  const change = useChange(props);
  const inboxes = useInboxes().data ?? [];
  const labels = useLabels().data ?? [];
  const set = (next: Filter, name: keyof Filter) => change(filter[name] === next[name] ? without(filter, name) : { ...filter, ...next });
  const channels = [...new Set(inboxes.map(({ channel }) => channel))];
  const names = channelNames(inboxes);
  return (
    <>
      <MenuHeading>{t`Filter`}</MenuHeading>
      <MenuChoice checked={filter.waiting === true} onSelect={() => set({ waiting: true }, 'waiting')}>{t`Customer waits`}</MenuChoice>
      <MenuChoice checked={filter.overdue === true} onSelect={() => set({ overdue: true }, 'overdue')}>{t`Too late`}</MenuChoice>
      <MenuChoice checked={filter.public === true} onSelect={() => set({ public: true }, 'public')}>{t`Public`}</MenuChoice>
      <MenuChoice checked={filter.public === false} onSelect={() => set({ public: false }, 'public')}>{t`Private`}</MenuChoice>
      <MenuHeading>{t`Priority`}</MenuHeading>
      {priorities.map((priority) => <MenuChoice key={priority} checked={filter.priority === priority} onSelect={() => set({ priority }, 'priority')}>{priorityWords(priority)}</MenuChoice>)}
      {labels.length > 0 ? <MenuHeading>{t`Labels`}</MenuHeading> : null}
      {labels.map(({ id, name }) => <MenuChoice key={id} checked={filter.label === id} onSelect={() => set({ label: id }, 'label')}>{name}</MenuChoice>)}
      {props.view.kind !== 'inbox' && channels.length > 1 ? <MenuHeading>{t`Channels`}</MenuHeading> : null}
      {props.view.kind !== 'inbox' && channels.length > 1 ? channels.map((channel) => <MenuChoice key={channel} checked={filter.channel === channel} onSelect={() => set({ channel }, 'channel')}>{names(channel)}</MenuChoice>) : null}
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

export function FilterChoices(props: BarProps) {
  const change = useChange(props);
  const onPhone = useMedia(phone);
  const may = mayWrite(useMe());
  return (
    <>
      {onPhone ? <Order {...props} /> : null}
      <Choices {...props} />
      <MenuRule />
      {isNarrow(props.view.filter) ? <MenuItem of={X} onSelect={() => change({})}>{t`No filter`}</MenuItem> : null}
      {may && props.view.kind !== 'search' ? <MenuItem of={BookmarkPlus} onSelect={() => useScreen.setState({ viewDialog: {} })}>{t`Keep as a view`}</MenuItem> : null}
    </>
  );
}
