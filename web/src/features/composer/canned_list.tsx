// The canned responses that fit what was typed after the slash.
import { t } from '@lingui/core/macro';
import { SquareSlash } from 'lucide-react';
import type { CannedResponse } from '../../api/types';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import styles from './composer.module.css';

export const cannedListId = 'canned-responses';
export const cannedId = (id: string) => `canned-${id}`;

export interface CannedListProps {
  responses: CannedResponse[];
  active: number;
  onChoose: (response: CannedResponse) => void;
}

export function CannedList({ responses, active, onChoose }: CannedListProps) {
  if (responses.length === 0) return null;
  return (
    <div className={styles.canned} id={cannedListId} role="listbox" aria-label={t`Canned responses`}>
      {responses.map((response, index) => (
        // The text box keeps the focus and has the keys.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div key={response.id} id={cannedId(response.id)} className={styles.cannedItem} role="option" aria-selected={index === active} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(response)}>
          <Icon of={SquareSlash} />
          <span className="medium">{response.shortcut}</span>
          <span className="hint clip grow">{response.text}</span>
          {index === active ? <Keys keys="Enter" /> : null}
        </div>
      ))}
    </div>
  );
}
