// Searching within the conversation: how many messages hold the words, and a way from one to the next.
import { t } from '@lingui/core/macro';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { findIn, useFind } from '../../state/find';
import { jumpTo } from '../../state/jump';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { useMatches, type Matches } from './use_matches';
import styles from './find_bar.module.css';

function countWords({ ids, busy, partial }: Matches, place: number, words: string): string {
  if (words.trim() === '') return '';
  const total = ids.length;
  if (partial) return t`${total} found, older messages did not load`;
  if (total === 0) return busy ? t`looking in older messages` : t`nothing found`;
  const at = place < 0 ? total : total - place;
  return busy ? t`${at} of ${total}, looking further` : t`${at} of ${total}`;
}

// The newest first: that is where one reads.
function useWalk(conversationId: string, words: string, ids: string[]) {
  const [chosen, setChoice] = useState<{ words: string; id: string } | undefined>(undefined);
  const place = chosen?.words === words ? ids.indexOf(chosen.id) : -1;
  const go = (id: string | undefined) => {
    if (id === undefined) return;
    setChoice({ words, id });
    void jumpTo(conversationId, id);
  };
  const newest = ids[ids.length - 1];
  const step = (by: number) => go(place < 0 ? newest : ids[(place + by + ids.length) % ids.length]);
  useEffect(() => {
    if (place >= 0 || newest === undefined) return;
    const timer = setTimeout(() => go(newest), 200);
    return () => clearTimeout(timer);
    // Each change of the words begins at the newest again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [words, newest === undefined]);
  return { place, step };
}

export function FindBar({ conversationId, onLeave }: { conversationId: string; onLeave: () => void }) {
  const words = useFind((store) => store.words);
  const input = useRef<HTMLInputElement>(null);
  const matches = useMatches(conversationId, words);
  const { place, step } = useWalk(conversationId, words, matches.ids);
  useEffect(() => { input.current?.focus(); }, []);
  const leave = () => { findIn(undefined); onLeave(); };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter') step(event.shiftKey ? 1 : -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // Enter and Esc work wherever the focus is inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className={styles.bar} role="search" onKeyDown={onKeyDown}>
      <Icon of={Search} size={14} />
      <input ref={input} type="search" className={styles.input} value={words} aria-label={t`Search in this conversation`} placeholder={t`Search in this conversation`} onChange={(event) => useFind.setState({ words: event.target.value })} />
      <span className="hint small num" role="status">{countWords(matches, place, words)}</span>
      <IconButton of={ChevronUp} label={t`Previous, older`} keys="Enter" disabled={matches.ids.length === 0} onClick={() => step(-1)} />
      <IconButton of={ChevronDown} label={t`Next, newer`} keys="Shift+Enter" disabled={matches.ids.length === 0} onClick={() => step(1)} />
      <IconButton of={X} label={t`Close`} keys="Esc" onClick={leave} />
    </div>
  );
}
