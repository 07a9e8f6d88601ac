// Choosing an emoji: by name in Dutch or English, by arrows, or with the pointer.
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { keepRecentEmoji, useRecentEmoji } from '../state/recent_emoji';
import { allEmoji, emojiFor, emojiName, type Emoji } from './emoji_data';
import { classes } from './classes';
import styles from './emoji_picker.module.css';

const across = 8;

function idOf(place: number): string {
  return `emoji-${place}`;
}

// Those used lately stand first while nothing is sought.
function useShown(words: string): Emoji[] {
  const recent = useRecentEmoji();
  const [first] = useState(recent);
  if (words.trim() !== '') return emojiFor(words);
  const known = first.flatMap((sign) => allEmoji.find((emoji) => emoji.sign === sign) ?? []);
  return [...known, ...allEmoji.filter((emoji) => !known.includes(emoji))];
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across };

export interface EmojiPickerProps {
  chosen?: string | undefined;
  onChoose: (sign: string) => void;
}

export function EmojiPicker({ chosen, onChoose }: EmojiPickerProps) {
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const shown = useShown(words);
  useEffect(() => { input.current?.focus(); }, []);
  useEffect(() => { grid.current?.children[active]?.scrollIntoView({ block: 'nearest' }); }, [active]);
  const choose = (emoji: Emoji | undefined) => { if (emoji) { keepRecentEmoji(emoji.sign); onChoose(emoji.sign); } };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) setActive(Math.min(Math.max(active + step, 0), Math.max(0, shown.length - 1)));
    else if (event.key === 'Enter') choose(shown[active]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.picker}>
      <input ref={input} type="search" className={styles.input} value={words} placeholder={t`Search an emoji`} aria-label={t`Search an emoji`} role="combobox" aria-expanded="true" aria-controls="emoji-grid" aria-activedescendant={shown.length > 0 ? idOf(active) : undefined} onChange={(event) => { setWords(event.target.value); setActive(0); }} onKeyDown={onKeyDown} />
      {/* The field keeps the focus and has the keys. */}
      <div ref={grid} id="emoji-grid" className={styles.grid} role="listbox" aria-label={t`Emoji`}>
        {shown.map((emoji, place) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div key={emoji.sign} id={idOf(place)} role="option" aria-selected={place === active} aria-label={emojiName(emoji, i18n.locale)} title={emojiName(emoji, i18n.locale)} className={classes(styles.emoji, emoji.sign === chosen && styles.chosen)} onMouseDown={(event) => event.preventDefault()} onClick={() => choose(emoji)}>{emoji.sign}</div>
        ))}
      </div>
      {shown.length === 0 ? <p className="hint small">{t`nothing found`}</p> : null}
    </div>
  );
}
