// Shows a key where its action is; hidden from readers, who get aria-keyshortcuts.
import { t } from '@lingui/core/macro';
import styles from './kbd.module.css';

function keyWord(key: string): string {
  const words: Record<string, string> = { Enter: '↵', Space: t`Space`, Up: '↑', Down: '↓', Left: '←', Right: '→' };
  return words[key] ?? key;
}

// `keys` reads as "Ctrl+Enter" or "g i".
// `always`: also where nobody has a keyboard under the fingers, because the keys are what is shown.
export function Keys({ keys, always = false }: { keys: string; always?: boolean }) {
  return (
    <span className={always ? styles.always : styles.keys} aria-hidden="true">
      {keys.split(/[+ ]/).map((key, index) => <kbd key={index} className={styles.kbd}>{keyWord(key)}</kbd>)}
    </span>
  );
}
