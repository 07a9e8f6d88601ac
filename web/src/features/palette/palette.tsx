// Everything that can be done, found by typing; each with its key.
import * as RadixDialog from '@radix-ui/react-dialog';
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { listConversations } from '../../api/conversations';
import type { Conversation } from '../../api/types';
import { actions as table, keysOf, type ActionGroup, type ActionId } from '../../state/action_table';
import { clearEarlyLetters, earlyLetters } from '../../state/early_keys';
import { shownKeys } from '../../state/key_press';
import { actionWords, groupWords } from '../../state/key_words';
import { run as runMacro } from '../../state/macros';
import { usePreferences } from '../../state/preferences';
import { useScreen } from '../../state/screen';
import { Badge } from '../../ui/badge';
import { ChannelTile } from '../../ui/channel_tile';
import { useFocusBack } from '../../ui/focus_back';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import { actionPictures } from './action_pictures';
import styles from './palette.module.css';
import { contactName } from '../../state/contact_name';
import { MacroLines } from './macro_lines';

export interface PaletteProps {
  // What can be done here and now.
  runs: Partial<Record<ActionId, () => void>>;
  conversation: Conversation | undefined;
  onOpen: (conversationId: string) => void;
  onSearch: (words: string) => void;
}

function close(): void {
  useScreen.setState({ palette: false });
}

// The dialog gives the focus back first; then the action may take it elsewhere.
function afterClosing(run: () => void): void {
  close();
  setTimeout(run, 0);
}

// What is about the open conversation stands first.
const order: ActionGroup[] = ['do', 'walk', 'select', 'write', 'screen'];

function Actions(props: Pick<PaletteProps, 'runs' | 'conversation'>) {
  const { runs, conversation } = props;
  return order.map((group) => [<OneGroup key={group} group={group} {...props} />, group === 'do' && conversation && runs.macro ? <Command.Group key="macros" heading={t`Macros`}><MacroLines onChoose={(macro) => afterClosing(() => void runMacro(conversation.id, macro))} /></Command.Group> : null]);
}

function OneGroup({ group, runs, conversation }: Pick<PaletteProps, 'runs' | 'conversation'> & { group: ActionGroup }) {
  const own = usePreferences((store) => store.keys);
  const possible = table.flatMap((entry) => (entry.group === group && runs[entry.id] ? [{ entry, run: runs[entry.id] ?? (() => undefined) }] : []));
  if (possible.length === 0) return null;
  return (
    <Command.Group heading={group === 'do' && conversation ? t`This conversation` : groupWords(group)}>
      {possible.map(({ entry, run }) => {
        const words = actionWords(entry.id);
        const keys = keysOf(entry, own);
        return (
          <Command.Item key={entry.id} value={`${words} ${entry.id}`} className={styles.item} onSelect={() => afterClosing(run)}>
            <Icon of={actionPictures[entry.id]} /><span className="grow">{words}</span>{keys ? <Keys keys={shownKeys(keys)} /> : null}
          </Command.Item>
        );
      })}
    </Command.Group>
  );
}

function Found({ words, onOpen, onFound }: { words: string; onOpen: (id: string) => void; onFound: () => void }) {
  const sought = useDeferredValue(words.trim());
  const { data } = useQuery({ queryKey: ['found', sought], queryFn: async () => (await listConversations({ q: sought, limit: 6 })).items, enabled: sought.length > 1, staleTime: 10_000 });
  const known = data?.map(({ id }) => id).join(' ');
  useEffect(() => onFound(), [known, onFound]);
  if (!data || data.length === 0 || sought.length < 2) return null;
  return (
    <Command.Group heading={t`Customers and conversations`} forceMount>
      {data.map((conversation) => (
        <Command.Item key={conversation.id} forceMount value={`conversation ${conversation.id}`} className={styles.item} onSelect={() => afterClosing(() => onOpen(conversation.id))}>
          <ChannelTile channel={conversation.channel} isPublic={conversation.public} size={16} />
          <span className="clip">{contactName(conversation.contact)}</span>
          <span className="hint clip grow">#{conversation.number} {conversation.last_message?.text}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Foot() {
  return (
    <footer className={styles.foot}>
      <span className="row tight"><Keys keys="Up+Down" />{t`choose`}</span>
      <span className="row tight"><Keys keys="Enter" />{t`do`}</span>
      <button type="button" className="link end row tight" onClick={() => afterClosing(() => useScreen.setState({ keySheet: true }))}>{t`All keys`}<Keys keys="?" /></button>
    </footer>
  );
}

// What is found comes later than what is known. Enter goes to the line on top, unless somebody has walked to another.
function useFirstLine() {
  const [choice, setChoice] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const walked = useRef(false);
  const toFirst = useCallback(() => {
    // After the lines have been put in their order.
    setTimeout(() => {
      const first = list.current?.querySelector('[cmdk-item]:not([aria-disabled="true"])')?.getAttribute('data-value');
      if (first && !walked.current) setChoice(first);
    }, 0);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => { if (event.key === 'ArrowDown' || event.key === 'ArrowUp') walked.current = true; };
  const onWords = () => { walked.current = false; toFirst(); };
  return { choice, setChoice, list, toFirst, onKeyDown, onWords };
}

function Inside({ runs, conversation, onOpen, onSearch }: PaletteProps) {
  const [words, setWords] = useState(earlyLetters);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => { clearEarlyLetters(); input.current?.setSelectionRange(input.current.value.length, input.current.value.length); }, []);
  const sought = words.trim();
  const { choice, setChoice, list, toFirst, onKeyDown, onWords } = useFirstLine();
  return (
    <Command label={t`Search or do anything`} value={choice} onValueChange={setChoice} onKeyDown={onKeyDown} loop className={styles.palette}>
      <div className={styles.question}>
        <Icon of={Search} />
        <Command.Input ref={input} value={words} onValueChange={(next) => { setWords(next); onWords(); }} placeholder={t`Search or do anything`} autoFocus />
        {conversation ? <Badge>{contactName(conversation.contact)} #{conversation.number}</Badge> : null}
      </div>
      <Command.List ref={list} className={styles.answers}>
        <Actions runs={runs} conversation={conversation} />
        <Found words={words} onOpen={onOpen} onFound={toFirst} />
        {sought ? <Command.Item forceMount value={`search ${words}`} className={styles.item} onSelect={() => afterClosing(() => onSearch(sought))}><Icon of={Search} /><span className="grow">{t`Search everything for “${sought}”`}</span><Keys keys="/" /></Command.Item> : null}
      </Command.List>
      <Foot />
    </Command>
  );
}

export function Palette(props: PaletteProps) {
  const focusBack = useFocusBack();
  const open = useScreen((store) => store.palette);
  return (
    <RadixDialog.Root open={open} onOpenChange={(next) => { if (!next) close(); }}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles.scrim}>
          <RadixDialog.Content onCloseAutoFocus={focusBack} aria-describedby={undefined} className="grow" style={{ display: 'flex', justifyContent: 'center', maxHeight: '100%' }}>
            <RadixDialog.Title className="sr">{t`Search or do anything`}</RadixDialog.Title>
            <Inside {...props} />
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
