// The text box: grows with its text, completes what is asked for, marks blanks that are still to be filled, takes
// pasted files.
import { useRef, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import type { ComposeMode, Conversation } from '../../api/types';
import { useCustomerLanguage } from '../../state/customer_language';
import { blanksOf, nextBlank, type Blank } from '../../state/fill';
import { useScreen } from '../../state/screen';
import { undoLatest } from '../../state/toasts';
import { SuggestionList, suggestionId, suggestionListId } from './suggestion_list';
import type { Way } from './use_sending';
import { useSuggestions } from './use_suggestions';
import styles from './composer.module.css';

export interface TextBoxProps {
  conversation: Conversation;
  text: string;
  mode: ComposeMode;
  label: string;
  placeholder: string;
  // Besides the blanks.
  marked: readonly Blank[];
  onType: (text: string) => void;
  onFiles: (files: FileList) => void;
  onSend: (way: Way) => void;
  // In public: to an older or a newer comment.
  onStep: (step: 1 | -1) => void;
  onLeave: () => void;
  onBlur: () => void;
  ref: RefObject<HTMLTextAreaElement | null>;
}

// Under the letters, the same letters unseen, with the blanks marked, and what should not be read by everybody.
function Marks({ text, marked, ref }: { text: string; marked: readonly Blank[]; ref: RefObject<HTMLDivElement | null> }) {
  const blanks = [...blanksOf(text), ...marked].sort((a, b) => a.from - b.from);
  if (blanks.length === 0) return null;
  return (
    <div ref={ref} className={styles.blanksUnder} aria-hidden="true">
      {blanks.map(({ from, to }, place) => <span key={from}>{text.slice(blanks[place - 1]?.to ?? 0, from)}<mark>{text.slice(from, to)}</mark></span>)}
      {text.slice(blanks[blanks.length - 1]?.to ?? 0)}
    </div>
  );
}

// Answers whether there was a blank to go to.
function goToBlank(box: HTMLTextAreaElement, backwards: boolean): boolean {
  const blank = nextBlank(box.value, backwards ? box.selectionStart : box.selectionEnd, backwards);
  if (!blank) return false;
  box.setSelectionRange(blank.from, blank.to);
  return true;
}

export function TextBox({ conversation, text, marked, mode, label, placeholder, onType, onFiles, onSend, onStep, onLeave, onBlur, ref }: TextBoxProps) {
  const completion = useSuggestions(text, mode, conversation, onType, ref);
  const under = useRef<HTMLDivElement>(null);
  const language = useCustomerLanguage(mode === 'reply' ? conversation.contact.id : '');
  const open = completion.suggestions.length > 0;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || completion.key(event)) return;
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && mod) {
      event.preventDefault();
      onSend({ then: event.shiftKey ? 'resolve' : event.altKey ? 'next' : 'stay' });
    } else if (event.altKey && conversation.public && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      onStep(event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Tab' && !mod && goToBlank(event.currentTarget, event.shiftKey)) {
      event.preventDefault();
    } else if (event.key === 'm' && mod && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      useScreen.setState({ macros: true });
    } else if (event.key === 'z' && mod && text === '' && undoLatest()) {
      // Nothing of its own to undo: what was just sent is taken back.
      event.preventDefault();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    if (mode === 'note' || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    onFiles(event.clipboardData.files);
  };
  const active = completion.suggestions[completion.active];
  return (
    <div className={styles.boxed}>
      <SuggestionList suggestions={completion.suggestions} active={completion.active} none={completion.none} onChoose={completion.choose} />
      <Marks text={text} marked={marked} ref={under} />
      <textarea
        ref={ref} className={styles.text} value={text} rows={2} dir="auto" lang={language} aria-label={label} placeholder={placeholder} aria-autocomplete="list" aria-keyshortcuts="Control+Enter"
        aria-controls={open ? suggestionListId : undefined} aria-activedescendant={open && active ? suggestionId(active.id) : undefined} enterKeyHint="enter"
        onChange={(event) => { onType(event.target.value); completion.look(event.target.value, event.target.selectionStart); }}
        onKeyDown={onKeyDown} onPaste={onPaste} onBlur={onBlur} onScroll={(event) => { if (under.current) under.current.scrollTop = event.currentTarget.scrollTop; }}
      />
    </div>
  );
}
