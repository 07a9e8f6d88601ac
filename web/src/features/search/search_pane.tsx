// The search screen in the place of the list: a box, operators while one types, and what was found, newest first.
import { t } from '@lingui/core/macro';
import { Search, X } from 'lucide-react';
import { useEffect, useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { Problem } from '../../api/problem';
import { findingKey, findings, type Finding } from '../../state/found';
import { useInboxes, useLabels, useTeams, useUsers } from '../../state/desk';
import { inboxPath } from '../../state/route';
import { useScreen } from '../../state/screen';
import { useSearch } from '../../state/search';
import { isWhole, offersFor, withOffer, type KnownNames, type Offer } from '../../state/search_operators';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { openNewest } from './open_newest';
import { FindingRow } from './finding_row';
import { SearchEnd, SearchStates } from './search_states';
import styles from './search.module.css';

const searchAfterMs = 250;

// What the keys of the inbox do with a list of what was found.
export interface SearchHandle {
  step: (by: number) => void;
  openActive: () => void;
  focus: () => void;
}

export interface SearchPaneProps {
  words: string;
  selectedId: string | undefined;
  // The message that is shown in the open conversation.
  messageId: string | undefined;
  onOpen: (conversationId: string, messageId?: string) => void;
  ref?: Ref<SearchHandle>;
}

function useKnownNames(): KnownNames {
  const inboxes = useInboxes().data ?? [];
  return {
    inboxes: inboxes.map(({ name }) => name),
    channels: [...new Set(inboxes.map(({ channel }) => channel))],
    labels: (useLabels().data ?? []).map(({ name }) => name),
    teams: (useTeams().data ?? []).map(({ name }) => name),
    people: (useUsers().data ?? []).map(({ name }) => name),
  };
}

// What is typed, and a moment later the address that asks for it.
function useWords(words: string, selectedId: string | undefined) {
  const [text, setText] = useState(words);
  const [, go] = useLocation();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(words);
  // What is opened while one's words are still on their way stays open.
  const opened = useRef(selectedId);
  useEffect(() => { opened.current = selectedId; }, [selectedId]);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Words that came from elsewhere: the palette, Back.
  useEffect(() => {
    if (words !== asked.current) setText(words);
    asked.current = words;
  }, [words]);
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    const sought = next.trim();
    if (!isWhole(next)) return;
    timer.current = setTimeout(() => {
      asked.current = sought;
      go(inboxPath({ kind: 'search', of: sought || ' ' }, opened.current), { replace: true });
    }, searchAfterMs);
  };
  const close = () => go(inboxPath(useScreen.getState().cameFrom, selectedId));
  return { text, type, close };
}

type Line = { kind: 'offer'; offer: Offer } | { kind: 'finding'; finding: Finding };

function lineKey(line: Line): string {
  return line.kind === 'offer' ? line.offer.word : findingKey(line.finding);
}

// The line that the arrows have come to; none until they are used, and none again for other words.
function useActiveLine(lines: readonly Line[], text: string) {
  const [active, setActive] = useState<{ key: string; text: string } | undefined>(undefined);
  const place = active?.text === text ? lines.findIndex((line) => lineKey(line) === active.key) : -1;
  const step = (by: number) => {
    const next = lines[Math.min(Math.max(place + by, 0), lines.length - 1)];
    if (next) setActive({ key: lineKey(next), text });
  };
  return { line: lines[place], place, step };
}

function Offers({ offers, active, idOf, onChoose }: { offers: Offer[]; active: Line | undefined; idOf: (key: string) => string; onChoose: (offer: Offer) => void }) {
  if (offers.length === 0) return null;
  return (
    <div role="group" aria-label={t`Narrow the search`} className={styles.offers}>
      {offers.map((offer) => (
        // The box keeps the focus, and with it the keys.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <div key={offer.word} id={idOf(offer.word)} role="option" tabIndex={-1} aria-selected={active?.kind === 'offer' && active.offer.word === offer.word} className={styles.offer} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(offer)}>
          <b>{offer.word}</b><span className="hint clip">{offer.hint}</span>
        </div>
      ))}
    </div>
  );
}

interface BoxProps {
  input: RefObject<HTMLInputElement | null>;
  text: string;
  linesId: string;
  activeId: string | undefined;
  expanded: boolean;
  onType: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onClose: () => void;
}

function SearchBox({ input, text, linesId, activeId, expanded, onType, onKeyDown, onClose }: BoxProps) {
  useEffect(() => { input.current?.focus(); }, [input]);
  return (
    <header className={styles.bar}>
      <h1 className="sr">{t`Search`}</h1>
      <div className={styles.box}>
        <Icon of={Search} size={14} />
        <input
          ref={input} type="search" role="combobox" aria-expanded={expanded} aria-controls={linesId} aria-activedescendant={activeId} aria-autocomplete="list"
          value={text} maxLength={400} aria-label={t`Search conversations`} placeholder={t`Words, a name, a number`}
          onChange={(event) => onType(event.target.value)} onKeyDown={onKeyDown}
        />
        <IconButton of={X} size="mini" iconSize={12} label={t`Close search`} keys="Esc" onClick={onClose} />
      </div>
    </header>
  );
}

export function SearchPane({ words, selectedId, messageId, onOpen, ref }: SearchPaneProps) {
  const { text, type, close } = useWords(words, selectedId);
  const [typing, setTyping] = useState(true);
  const known = useKnownNames();
  const query = useSearch(words);
  const found = words === '' ? [] : findings(query.data?.pages ?? []);
  const offers = typing || found.length === 0 ? offersFor(text, known, Date.now()) : [];
  const lines: Line[] = [...offers.map((offer): Line => ({ kind: 'offer', offer })), ...found.map((finding): Line => ({ kind: 'finding', finding }))];
  const { line, step } = useActiveLine(lines, text);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const idOf = (key: string) => `${id}-${key}`;
  const activeId = line ? idOf(lineKey(line)) : undefined;
  useEffect(() => { if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' }); }, [activeId]);
  const choose = (offer: Offer) => { type(withOffer(text, offer)); input.current?.focus(); };
  const open = (finding: Finding) => {
    setTyping(false);
    if (finding.kind === 'contact') void openNewest(finding.contact.id, onOpen);
    else if (finding.kind === 'conversation') onOpen(finding.conversation.id);
    else onOpen(finding.item.conversation.id, finding.item.message_id);
  };
  const act = (chosen: Line | undefined) => {
    if (chosen?.kind === 'offer') choose(chosen.offer);
    else if (chosen) open(chosen.finding);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const offered = line?.kind === 'offer' ? line.offer : offers[0];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter') act(line ?? lines.find((one) => one.kind === 'finding'));
    else if (event.key === 'Tab' && !event.shiftKey && offered && text.trim() !== '') choose(offered);
    else if (event.key === 'Escape') { event.stopPropagation(); close(); return; }
    else return;
    event.preventDefault();
  };
  useImperativeHandle(ref, () => ({ step, openActive: () => act(line), focus: () => input.current?.focus() }));
  const selected = (finding: Finding) => finding.kind === 'message' && messageId !== undefined ? finding.item.message_id === messageId : finding.kind === 'conversation' && finding.conversation.id === selectedId;
  return (
    <section className={styles.pane} aria-label={t`Search`}>
      <SearchBox input={input} text={text} linesId={`${id}-lines`} activeId={activeId} expanded={lines.length > 0} onType={(next) => { setTyping(true); type(next); }} onKeyDown={onKeyDown} onClose={close} />
      <div className={styles.scroll}>
        <div role="listbox" id={`${id}-lines`} aria-label={t`Found`} className={styles.lines} aria-busy={query.isFetching}>
          <Offers offers={offers} active={line} idOf={idOf} onChoose={choose} />
          {found.map((finding) => <FindingRow key={findingKey(finding)} id={idOf(findingKey(finding))} finding={finding} active={line?.kind === 'finding' && findingKey(line.finding) === findingKey(finding)} selected={selected(finding)} onOpen={open} />)}
        </div>
        {words === '' ? null : <SearchStates words={words} count={found.length} busy={query.isFetching} problem={query.error instanceof Problem ? query.error : undefined} failed={query.isError} onRetry={() => void query.refetch()} />}
        {found.length > 0 || query.hasNextPage ? <SearchEnd more={query.hasNextPage} partial={query.data?.pages.at(-1)?.partial === true} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} /> : null}
      </div>
    </section>
  );
}
