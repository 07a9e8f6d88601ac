// The list of a view: virtual, live, and still under the pointer.
import { plural } from '@lingui/core/macro';
import { ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { loadMore, useList } from '../../state/lists';
import { viewKey, type View } from '../../state/view';
import { Icon } from '../../ui/icon';
import { ConversationRow } from './conversation_row';
import { ListStates } from './list_states';
import { useHeld } from './use_held';
import { useStableList } from './use_stable_list';
import styles from './list.module.css';

const nearEnd = 15;

export interface ListHandle {
  // Moves the marked row; answers nothing when the list is empty.
  step: (by: number) => void;
  openActive: () => void;
  focus: () => void;
  // The row below (or above) a conversation, for what comes after resolving it.
  neighbour: (id: string) => string | undefined;
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
  return { activeId, mark, step };
}

function useListKeys(shown: string[], walk: ReturnType<typeof useWalk>, onOpen: (id: string) => void) {
  return (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowDown: () => walk.step(1), ArrowUp: () => walk.step(-1), Home: () => walk.mark(0), End: () => walk.mark(shown.length - 1),
      PageDown: () => walk.step(8), PageUp: () => walk.step(-8), Enter: () => { if (walk.activeId) onOpen(walk.activeId); },
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
}

export function ConversationList({ view, label, selectedId, onOpen, ref }: ConversationListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  const query = useList(view);
  const held = useHeld(scroller);
  const { shown, waiting, gone, release } = useStableList(viewKey(view), query.data?.ids ?? [], held);
  const walk = useWalk(shown, selectedId, virtual);
  const onKeyDown = useListKeys(shown, walk, onOpen);
  useImperativeHandle(ref, () => ({
    step: (by) => { scroller.current?.focus(); walk.step(by); },
    openActive: () => { if (walk.activeId) onOpen(walk.activeId); },
    focus: () => scroller.current?.focus(),
    neighbour: (id) => { const at = shown.indexOf(id); return at < 0 ? shown[0] : shown[at + 1] ?? shown[at - 1]; },
  }), [walk, shown, onOpen]);
  const showNew = () => { release(); virtual.current?.scrollToIndex(0); scroller.current?.focus(); };
  const onScroll = () => { if (virtual.current && virtual.current.findItemIndex(virtual.current.scrollOffset + virtual.current.viewportSize) > shown.length - nearEnd) void loadMore(view); };
  return (
    <>
      <NewBar count={waiting.length} onShow={showNew} />
      <div ref={scroller} className={styles.rows} hidden={shown.length === 0} role="listbox" aria-label={label} tabIndex={0} onKeyDown={onKeyDown} aria-activedescendant={walk.activeId && shown.includes(walk.activeId) ? rowId(walk.activeId) : undefined}>
        <Virtualizer ref={virtual} scrollRef={scroller} itemSize={78} onScroll={onScroll}>
          {shown.map((id, index) => (
            <ConversationRow key={id} id={id} domId={rowId(id)} selected={id === selectedId} active={id === walk.activeId} gone={gone.has(id)} position={index + 1} total={shown.length} onOpen={onOpen} />
          ))}
        </Virtualizer>
      </div>
      {shown.length === 0 ? <ListStates view={view} query={query} /> : null}
    </>
  );
}
