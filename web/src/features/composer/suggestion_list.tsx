// What fits what was typed after the sign: canned responses, articles, colleagues, emoji or what is known here.
import { t } from '@lingui/core/macro';
import { BookOpen, Braces, Link2, SquareSlash } from 'lucide-react';
import { Avatar } from '../../ui/avatar';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import type { Sign } from './canned';
import styles from './composer.module.css';

export interface Suggestion {
  id: string;
  sign: Sign;
  // What is shown first, and what comes behind it.
  name: string;
  more: string;
  insert: string;
  // The address of what stands above it.
  isLink?: boolean;
}

export const suggestionListId = 'suggestions';
export const suggestionId = (id: string) => `suggestion-${id}`;

function listName(sign: Sign): string {
  switch (sign) {
    case '/': return t`Canned responses`;
    case '??': return t`Articles`;
    case '@': return t`Colleagues`;
    case ':': return t`Emoji`;
    case '{': return t`What is known here`;
  }
}

function Leading({ suggestion: { sign, name, insert, isLink } }: { suggestion: Suggestion }) {
  switch (sign) {
    case '/': return <Icon of={SquareSlash} />;
    case '??': return <Icon of={isLink ? Link2 : BookOpen} />;
    case '@': return <Avatar name={name} size={20} />;
    case ':': return <span aria-hidden="true">{insert}</span>;
    case '{': return <Icon of={Braces} />;
  }
}

export interface SuggestionListProps {
  suggestions: Suggestion[];
  active: number;
  none: boolean;
  onChoose: (suggestion: Suggestion) => void;
}

export function SuggestionList({ suggestions, active, none, onChoose }: SuggestionListProps) {
  const [first] = suggestions;
  if (!first) return none ? <div className={classes(styles.canned, styles.noneFound)} role="status">{t`No article holds these words.`}</div> : null;
  return (
    <div className={styles.canned} id={suggestionListId} role="listbox" aria-label={listName(first.sign)}>
      {suggestions.map((suggestion, index) => (
        // The text box keeps the focus and has the keys.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div key={suggestion.id} id={suggestionId(suggestion.id)} className={classes(styles.cannedItem, suggestion.isLink && styles.isLink)} role="option" aria-selected={index === active} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(suggestion)}>
          <Leading suggestion={suggestion} />
          {suggestion.isLink ? <span className="sr">{t`Link`}</span> : <span className={classes('medium', suggestion.sign === '??' && 'clip', suggestion.sign === '??' && styles.articleTitle)}>{suggestion.name}</span>}
          <span className="hint clip grow">{suggestion.more}</span>
          {index === active ? <Keys keys="Enter" /> : null}
        </div>
      ))}
    </div>
  );
}
