// The text box: grows with its text, completes canned responses, takes pasted files.
import { useEffect, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import type { CannedResponse, ComposeMode } from '../../api/types';
import { useCanned } from '../../state/desk';
import { asked, fitting, inserted, type Asked } from './canned';
import { CannedList, cannedId, cannedListId } from './canned_list';
import { undoLatest } from '../../state/toasts';
import type { Way } from './use_sending';
import styles from './composer.module.css';

export interface TextBoxProps {
  text: string;
  mode: ComposeMode;
  label: string;
  placeholder: string;
  onType: (text: string) => void;
  onFiles: (files: FileList) => void;
  onSend: (way: Way) => void;
  onLeave: () => void;
  onBlur: () => void;
  ref: RefObject<HTMLTextAreaElement | null>;
}

interface Completion {
  responses: CannedResponse[];
  active: number;
  choose: (response: CannedResponse) => void;
  look: (text: string, caret: number) => void;
  // Answers whether the key was for the list.
  key: (event: KeyboardEvent) => boolean;
}

function useCompletion(text: string, onType: (text: string) => void, box: RefObject<HTMLTextAreaElement | null>): Completion {
  const all = useCanned().data;
  const [question, setQuestion] = useState<Asked | undefined>(undefined);
  const [active, setActive] = useState(0);
  const caret = useRef<number | undefined>(undefined);
  const responses = useMemo(() => (question && all ? fitting(all, question.words) : []), [question, all]);
  useEffect(() => {
    if (caret.current === undefined) return;
    box.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [text, box]);
  const choose = (response: CannedResponse) => {
    if (!question) return;
    const next = inserted(text, question, response.text);
    caret.current = next.caret;
    setQuestion(undefined);
    onType(next.text);
  };
  const key = (event: KeyboardEvent) => {
    const chosen = responses[active];
    if (!chosen || event.ctrlKey || event.metaKey) return false;
    const doing: Record<string, () => void> = {
      ArrowDown: () => setActive((active + 1) % responses.length), ArrowUp: () => setActive((active + responses.length - 1) % responses.length),
      Enter: () => choose(chosen), Tab: () => choose(chosen), Escape: () => setQuestion(undefined),
    };
    const run = doing[event.key];
    if (!run) return false;
    event.preventDefault();
    event.stopPropagation();
    run();
    return true;
  };
  return { responses, active, choose, key, look: (next, at) => { setQuestion(asked(next, at)); setActive(0); } };
}

export function TextBox({ text, mode, label, placeholder, onType, onFiles, onSend, onLeave, onBlur, ref }: TextBoxProps) {
  const completion = useCompletion(text, onType, ref);
  const open = completion.responses.length > 0;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || completion.key(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend({ then: event.shiftKey ? 'resolve' : event.altKey ? 'next' : 'stay' });
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey) && text === '' && undoLatest()) {
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
  const active = completion.responses[completion.active];
  return (
    <>
      <CannedList responses={completion.responses} active={completion.active} onChoose={completion.choose} />
      <textarea
        ref={ref} className={styles.text} value={text} rows={2} dir="auto" aria-label={label} placeholder={placeholder} aria-autocomplete="list" aria-keyshortcuts="Control+Enter"
        aria-controls={open ? cannedListId : undefined} aria-activedescendant={open && active ? cannedId(active.id) : undefined} enterKeyHint="enter"
        onChange={(event) => { onType(event.target.value); completion.look(event.target.value, event.target.selectionStart); }}
        onKeyDown={onKeyDown} onPaste={onPaste} onBlur={onBlur}
      />
    </>
  );
}
