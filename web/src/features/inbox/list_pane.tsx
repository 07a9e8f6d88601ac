// The list with its head: name, count, search, order.
import { t } from '@lingui/core/macro';
import { ArrowDownWideNarrow, ChevronDown, Menu as MenuPicture, Pencil, Search, TriangleAlert } from 'lucide-react';
import { Suspense, type Ref } from 'react';
import { Link, useLocation } from 'wouter';
import { useInboxes, useTeams } from '../../state/desk';
import { inboxPath, isSamePlace, slugOf, usualSort } from '../../state/route';
import { useScreen } from '../../state/screen';
import { useSelection } from '../../state/selection';
import { mayWrite, useMe } from '../../state/session';
import { isNarrow } from '../../state/filter';
import type { Place, View } from '../../state/view';
import { countKey, useCounts, useViews, type Count } from '../../state/views';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { lazily } from '../../ui/lazily';
import { LiveMark } from '../../ui/live_mark';
import { Menu, MenuChoice } from '../../ui/menu';
import { useKeyOf } from '../../ui/use_key_of';
import { phone, useMedia, withoutNav } from '../../ui/use_media';
import { ConversationList, type ListHandle } from './conversation_list';
import { countWords } from './count_words';
import { FilterMenu } from './filter_bar';
import { sorts, sortWords } from './sort_words';
import { viewWords } from './view_words';
import styles from './list.module.css';

// Loaded when the first row is chosen; until then nothing stands in its place.
const FilterChips = lazily(async () => (await import('./filter_chips')).FilterChips);
const OfferedBar = lazily(async () => (await import('./offered_bar')).OfferedBar);
const BulkBar = lazily(async () => (await import('./bulk_bar')).BulkBar);

// A filter narrows what is counted: then no number is shown.
function counted(place: Place, counts: Record<string, Count>): string {
  const total = isNarrow(place.filter) ? 0 : counts[countKey(place)]?.total ?? 0;
  return total > 0 ? countWords(total) : '';
}

function Head({ view, title, selectedId }: { view: View; title: string; selectedId: string | undefined }) {
  const small = useMedia(withoutNav);
  const onPhone = useMedia(phone);
  const counts = useCounts();
  const searchKeys = useKeyOf('search');
  const may = mayWrite(useMe());
  const [, go] = useLocation();
  return (
    <header className={styles.bar}>
      {small ? <IconButton of={MenuPicture} iconSize={20} label={t`Menu`} onClick={() => useScreen.setState({ navDrawer: true })} /> : null}
      <h1 className="title clip">{title}</h1>
      <span className="hint num">{counted(view, counts)}</span>
      <span className="end row tight">
        {onPhone ? <LiveMark /> : null}
        {view.kind === 'view' && may ? <IconButton of={Pencil} label={t`Change the view`} onClick={() => useScreen.setState({ viewDialog: { id: view.of ?? '' } })} /> : null}
        <FilterMenu view={view} selectedId={selectedId} />
        <IconButton of={Search} iconSize={onPhone ? 20 : 16} label={t`Search conversations`} keys={searchKeys} onClick={() => go(inboxPath({ kind: 'search', of: ' ' }, selectedId))} />
      </span>
    </header>
  );
}

function Chips({ view }: { view: View }) {
  const inboxes = useInboxes().data ?? [];
  const counts = useCounts();
  const places = [{ kind: 'mine' as const }, { kind: 'unassigned' as const }, { kind: 'all' as const }, { kind: 'snoozed' as const }, ...inboxes.map(({ id }) => ({ kind: 'inbox' as const, of: id }))];
  return (
    <nav className={styles.chips} aria-label={t`Navigation`}>
      {places.map((place) => (
        <Link key={slugOf(place)} href={inboxPath(place)} className={styles.chip} aria-current={isSamePlace(place, view) ? 'page' : undefined}>
          {[viewWords(place, inboxes), counted(place, counts)].filter(Boolean).join(' ')}
        </Link>
      ))}
    </nav>
  );
}

function SortMenu({ view, selectedId }: { view: View; selectedId: string | undefined }) {
  const [, go] = useLocation();
  return (
    <Menu label={t`Sort order`} align="start" trigger={<Button size="sm" variant="ghost"><Icon of={ArrowDownWideNarrow} size={14} />{sortWords(view.sort)}<Icon of={ChevronDown} size={12} /></Button>}>
      {sorts.map((sort) => <MenuChoice key={sort} checked={sort === view.sort} onSelect={() => go(inboxPath({ ...view, sort }, selectedId))}>{sortWords(sort)}{sort === usualSort(view.kind) ? ` (${t`usual`})` : ''}</MenuChoice>)}
    </Menu>
  );
}

// How many of this list are too late: pressed, only those are shown.
function Late({ view, selectedId }: { view: View; selectedId: string | undefined }) {
  const late = useCounts()[countKey(view)]?.overdue ?? 0;
  if (late === 0 || isNarrow(view.filter)) return null;
  const number = countWords(late);
  return <Link href={inboxPath({ ...view, filter: { overdue: true } }, selectedId)} className="end"><Badge tone="late"><Icon of={TriangleAlert} size={12} />{t`${number} late`}</Badge></Link>;
}

// The order; or, once rows are chosen, what to do with them.
function ToolRow(props: { view: View; selectedId: string | undefined }) {
  const choosing = useSelection((store) => store.ids.size > 0);
  const may = mayWrite(useMe());
  const tools = <div className={styles.tools}><SortMenu {...props} /><Late {...props} /></div>;
  return choosing && may ? <Suspense fallback={tools}><BulkBar /></Suspense> : tools;
}

export interface ListPaneProps {
  view: View;
  selectedId: string | undefined;
  onOpen: (id: string) => void;
  ref?: Ref<ListHandle>;
}

export function ListPane({ view, selectedId, onOpen, ref }: ListPaneProps) {
  const onPhone = useMedia(phone);
  const inboxes = useInboxes().data;
  const teams = useTeams().data;
  const views = useViews().data;
  const title = viewWords(view, inboxes, teams, views);
  return (
    <section className={styles.list} aria-label={t`Conversations`}>
      <Head view={view} title={title} selectedId={selectedId} />
      {onPhone ? <Chips view={view} /> : null}
      <ToolRow view={view} selectedId={selectedId} />
      {view.filter ? <Suspense fallback={null}><FilterChips view={view} selectedId={selectedId} /></Suspense> : null}
      {view.kind === 'mine' ? <Suspense fallback={null}><OfferedBar onOpen={onOpen} /></Suspense> : null}
      <ConversationList ref={ref} view={view} label={`${title}, ${sortWords(view.sort)}`} selectedId={selectedId} onOpen={onOpen} />
    </section>
  );
}
