// The list of a view: virtual, live, still under the pointer, and with rows to choose.
import { plural } from '@lingui/core/macro';
import { ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useInboxes, useUsers } from '../../state/desk';
import { loadMore, useList } from '../../state/lists';
import { clearSelection, selectAll, selectRange, toggle, useSelection } from '../../state/selection';
import { usePreferences } from '../../state/preferences';
import { viewKey, type View } from '../../state/view';
import { Icon } from '../../ui/icon';
import { phone, useMedia } from '../../ui/use_media';
import { VirtualRows } from '../../ui/virtual_rows';
import { ConversationRow, type Pressing } from './conversation_row';
import { RowDeskContext, type RowDesk } from './row_desk';
import { ListStates } from './list_states';
import { useHeld } from './use_held';
import { useStableList } from './use_stable_list';
import styles from './list.module.css';

const nearEnd = 15;
const rowPx = { normal: 78, phone: 84, compact: 56 };

export interface ListHandle {
  // Moves the marked row; answers nothing when the list is empty.
  step: (by: number) => void;
  openActive: () => void;
  focus: () => void;
  // The row below (or above) a conversation, for what comes after resolving it.
  neighbour: (id: string) => string | undefined;
  // Chooses the marked row, or lets it go.
  pick: () => void;
  extend: (by: number) => void;
  pickAll: () => void;
}

export interface ConversationListProps {
  view: View;
  label: string;
  selectedId: string | undefined;
  onOpen: (id: string) => void;
  ref?: Ref<ListHandle>;
}

const rowId = (id: string) => `conversation-${id}`;

export function NewBar({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status">
      {count > 0 ? (
        <button type="button" className={styles.newbar} onClick={onShow}>
          <Icon of={ArrowUp} size={14} />
          {plural(count, { one: 'Show # new conversation', other: 'Show # new conversations' })}
        </button>
      ) : null}
    </div>
  );
}

function useWalk(shown: string[], selectedId: string | undefined, virtual: React.RefObject<VirtualizerHandle | null>) {
  const [activeId, setActiveId] = useState<string | undefined>(selectedId);
  useEffect(() => { if (selectedId) setActiveId(selectedId); }, [selectedId]);
  const mark = useCallback((index: number) => {
    const id = shown[Math.min(Math.max(index, 0), shown.length - 1)];
    if (id === undefined) return;
    setActiveId(id);
    virtual.current?.scrollToIndex(shown.indexOf(id), { align: 'nearest' });
  }, [shown, virtual]);
  const step = useCallback((by: number) => {
    const at = activeId === undefined ? -1 : shown.indexOf(activeId);
    mark(at < 0 ? 0 : at + by);
  }, [activeId, shown, mark]);
  // Takes the rows on the way along.
  const extend = useCallback((by: number) => {
    const at = activeId === undefined ? -1 : shown.indexOf(activeId);
    const to = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (to === undefined) return;
    selectRange(shown, activeId, to);
    mark(shown.indexOf(to));
  }, [activeId, shown, mark]);
  return { activeId, mark, step, extend };
}

// A click opens; with Ctrl it chooses one row, with Shift all up to it.
function usePressing(shown: string[], walk: ReturnType<typeof useWalk>, onOpen: (id: string) => void) {
  const latest = useRef({ shown, walk, onOpen });
  useEffect(() => { latest.current = { shown, walk, onOpen }; });
  return useCallback((id: string, how: Pressing) => {
    const { shown: rows, walk: { activeId, mark }, onOpen: open } = latest.current;
    if (how === 'open') return open(id);
    if (how === 'extend') selectRange(rows, activeId, id);
    else toggle(id);
    return mark(rows.indexOf(id));
  }, []);
}

function useListKeys(shown: string[], walk: ReturnType<typeof useWalk>, onOpen: (id: string) => void) {
  return (event: KeyboardEvent) => {
    const go = event.shiftKey ? walk.extend : walk.step;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(1), ArrowUp: () => go(-1), Home: () => walk.mark(0), End: () => walk.mark(shown.length - 1),
      PageDown: () => go(8), PageUp: () => go(-8), Enter: () => { if (walk.activeId) onOpen(walk.activeId); },
      ...(useSelection.getState().ids.size > 0 ? { Escape: clearSelection } : {}),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
}

// The virtual list needs the height of what it has not drawn yet.
function useRowHeight(): number {
  const onPhone = useMedia(phone);
  const compact = usePreferences((store) => store.density === 'compact');
  if (onPhone) return rowPx.phone;
  return compact ? rowPx.compact : rowPx.normal;
}

function useDeskOfRows(): RowDesk {
  const users = useUsers().data;
  const inboxes = useInboxes().data;
  return useMemo(() => ({ users: byId(users), inboxes: byId(inboxes) }), [users, inboxes]);
}

function byId<Item extends { id: string }>(items: readonly Item[] = []): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

export function ConversationList({ view, label, selectedId, onOpen, ref }: ConversationListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  const query = useList(view);
  const held = useHeld(scroller);
  const { shown, waiting, gone, release } = useStableList(viewKey(view), query.data?.ids ?? [], held);
  const walk = useWalk(shown, selectedId, virtual);
  const onPress = usePressing(shown, walk, onOpen);
  const of = viewKey(view);
  const rowHigh = useRowHeight();
  const { activeId } = walk;
  const desk = useDeskOfRows();
  useEffect(() => clearSelection, [of]);
  const onKeyDown = useListKeys(shown, walk, onOpen);
  useImperativeHandle(ref, () => ({
    step: (by) => { scroller.current?.focus(); walk.step(by); },
    openActive: () => { if (walk.activeId) onOpen(walk.activeId); },
    focus: () => scroller.current?.focus(),
    pick: () => { if (walk.activeId) toggle(walk.activeId); else walk.step(0); },
    extend: (by) => { scroller.current?.focus(); walk.extend(by); },
    pickAll: () => selectAll(shown),
    neighbour: (id) => { const at = shown.indexOf(id); return at < 0 ? shown[0] : shown[at + 1] ?? shown[at - 1]; },
  }), [walk, shown, onOpen]);
  const showNew = () => { release(); virtual.current?.scrollToIndex(0); scroller.current?.focus(); };
  const onScroll = () => { if (virtual.current && virtual.current.findItemIndex(virtual.current.scrollOffset + virtual.current.viewportSize) > shown.length - nearEnd) void loadMore(view); };
  return (
    <>
      <NewBar count={waiting.length} onShow={showNew} />
      <RowDeskContext value={desk}>
        <div ref={scroller} className={styles.rows} hidden={shown.length === 0} role="listbox" aria-label={label} aria-multiselectable tabIndex={0} onKeyDown={onKeyDown} aria-activedescendant={activeId && shown.includes(activeId) ? rowId(activeId) : undefined}>
          <Virtualizer as={VirtualRows} ref={virtual} scrollRef={scroller} itemSize={rowHigh} onScroll={onScroll} data={shown}>
            {(id, index) => <ConversationRow key={id} id={id} domId={rowId(id)} selected={id === selectedId} active={id === activeId} gone={gone.has(id)} position={index + 1} total={shown.length} onPress={onPress} />}
          </Virtualizer>
        </div>
      </RowDeskContext>
      {shown.length === 0 ? <ListStates view={view} query={query} /> : null}
    </>
  );
}
