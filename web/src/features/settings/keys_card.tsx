// The keys of every action: press a button, press the keys, and they are yours.
import { t } from '@lingui/core/macro';
import { RotateCcw, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { actions, actionGroups, conflictsOf, keysOf, type ActionEntry, type ActionId } from '../../state/action_table';
import { canonical, pressOf, shownKeys } from '../../state/key_press';
import { actionWords, groupWords } from '../../state/key_words';
import { prefer, usePreferences } from '../../state/preferences';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { Keys } from '../../ui/kbd';
import { Switch } from '../../ui/switch';
import styles from './settings.module.css';

// After the last press it waits this long for another one.
const doneAfterMs = 1200;
const mostPresses = 2;
const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta']);

function setKeys(id: ActionId, keys: string | undefined): void {
  const { keys: own } = usePreferences.getState();
  const rest = Object.fromEntries(Object.entries(own).filter(([name]) => name !== id));
  void prefer({ keys: keys === undefined ? rest : { ...rest, [id]: keys } });
}

// Takes what is pressed until one pauses; Escape leaves it as it was, Backspace leaves the action without a key.
function useCapture(id: ActionId, onDone: () => void): string {
  const [pressed, setPressed] = useState('');
  useEffect(() => {
    if (!pressed) return undefined;
    const finish = () => { setKeys(id, canonical(pressed)); onDone(); };
    if (pressed.split(' ').length === mostPresses || pressed.includes('$mod')) { finish(); return undefined; }
    const timer = setTimeout(finish, doneAfterMs);
    return () => clearTimeout(timer);
  }, [pressed, id, onDone]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (modifiers.has(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Escape' || event.key === 'Tab') onDone();
      else if (event.key === 'Backspace') { setKeys(id, ''); onDone(); }
      else setPressed((before) => (before ? `${before} ${pressOf(event)}` : pressOf(event)));
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [id, onDone]);
  return pressed;
}

function Capture({ id, words, onDone }: { id: ActionId; words: string; onDone: () => void }) {
  const pressed = useCapture(id, onDone);
  return <Button size="sm" autoFocus aria-label={t`Press the keys for ${words}`} onBlur={onDone}>{pressed ? <Keys keys={shownKeys(pressed)} always /> : t`press keys`}</Button>;
}

interface LineProps {
  entry: ActionEntry;
  others: ActionId[] | undefined;
  capturing: boolean;
  capture: (id: ActionId | undefined) => void;
}

function Line({ entry, others, capturing, capture }: LineProps) {
  const own = usePreferences((store) => store.keys);
  const keys = keysOf(entry, own);
  const words = actionWords(entry.id);
  const clashing = others?.map(actionWords).join(', ');
  const shown = keys === '' ? <span className="hint">{t`no key`}</span> : <Keys keys={shownKeys(keys)} always />;
  return (
    <div className={styles.row}>
      <span className={styles.rowText}><span>{words}</span>{clashing ? <small className="t-late row tight" role="alert"><Icon of={TriangleAlert} size={12} />{t`Also the key of: ${clashing}`}</small> : null}</span>
      {own[entry.id] === undefined || entry.fixed ? null : <IconButton of={RotateCcw} label={t`The usual key for ${words}`} onClick={() => setKeys(entry.id, undefined)} />}
      {entry.fixed ? <>{shown}<span className="sr">{shownKeys(keys)}</span><span className="hint small">{t`in the text box`}</span></> : null}
      {!entry.fixed && capturing ? <Capture id={entry.id} words={words} onDone={() => capture(undefined)} /> : null}
      {!entry.fixed && !capturing ? <Button size="sm" aria-label={`${t`Change the key of ${words}`}: ${keys === '' ? t`no key` : shownKeys(keys)}`} onClick={() => capture(entry.id)}>{shown}</Button> : null}
    </div>
  );
}

export function KeysCard() {
  const { keys: own, singleKeys } = usePreferences();
  const [capturing, setCapturing] = useState<ActionId | undefined>(undefined);
  const conflicts = conflictsOf(own);
  const changed = Object.keys(own).length > 0;
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}>
        <div className="grow"><h1 className="head">{t`Keys`}</h1><p>{t`Press a key to change it: one press, or two after one another. Backspace takes the key away, Esc leaves it.`}</p></div>
        <Button disabled={!changed} onClick={() => void prefer({ keys: {} })}><Icon of={RotateCcw} size={14} />{t`All usual keys`}</Button>
      </header>
      <div className={styles.block}><Switch checked={singleKeys} onChange={(on) => void prefer({ singleKeys: on })}>{t`Single letters do something outside text fields`}</Switch></div>
      {actionGroups.map((group) => (
        <div key={group} role="group" aria-label={groupWords(group)}>
          <h2 className={styles.groupHead}>{groupWords(group)}</h2>
          {actions.filter((entry) => entry.group === group).map((entry) => <Line key={entry.id} entry={entry} others={conflicts.get(entry.id)} capturing={capturing === entry.id} capture={setCapturing} />)}
        </div>
      ))}
    </section>
  );
}
