// All keys on one sheet.
import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'react';
import { clearEarlyLetters, earlyLetters } from '../../state/early_keys';
import { keyGroups } from '../../state/key_words';
import { prefer, usePreferences } from '../../state/preferences';
import { useScreen } from '../../state/screen';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Keys } from '../../ui/kbd';
import { Switch } from '../../ui/switch';
import styles from './palette.module.css';

function Lines() {
  const [sought, setSought] = useState(earlyLetters);
  useEffect(clearEarlyLetters, []);
  const fits = (words: string) => words.toLocaleLowerCase().includes(sought.toLocaleLowerCase());
  return (
    <>
      <TextField type="search" label={t`Search a key`} value={sought} onChange={(event) => setSought(event.target.value)} />
      <div className={styles.columns}>
        {keyGroups().map((group) => (
          <section key={group.title} className={styles.group}>
            <h3>{group.title}</h3>
            {group.lines.filter(({ words }) => fits(words)).map(({ words, keys }) => <div key={words} className={styles.line}><span>{words}</span><Keys keys={keys} /><span className="sr">{keys}</span></div>)}
          </section>
        ))}
      </div>
    </>
  );
}

export function KeySheet() {
  const open = useScreen((store) => store.keySheet);
  const singleKeys = usePreferences((store) => store.singleKeys);
  return (
    <Dialog open={open} onClose={() => useScreen.setState({ keySheet: false })} title={t`Shortcuts`} width="sheet">
      <Lines />
      <Switch checked={singleKeys} onChange={(on) => void prefer({ singleKeys: on })}>{t`Single letters do something outside text fields`}</Switch>
    </Dialog>
  );
}
