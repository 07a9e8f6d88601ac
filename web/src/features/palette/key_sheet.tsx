// All keys on one sheet.
import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { clearEarlyLetters, earlyLetters } from '../../state/early_keys';
import { shownKeys } from '../../state/key_press';
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
  const own = usePreferences((store) => store.keys);
  useEffect(clearEarlyLetters, []);
  const fits = (words: string) => words.toLocaleLowerCase().includes(sought.toLocaleLowerCase());
  return (
    <>
      <TextField type="search" label={t`Search a key`} value={sought} onChange={(event) => setSought(event.target.value)} />
      <div className={styles.columns}>
        {keyGroups(own).map(({ group, title, lines }) => {
          const fitting = lines.filter(({ words }) => fits(words));
          return fitting.length === 0 ? null : (
            <section key={group} className={styles.group}>
              <h3>{title}</h3>
              {fitting.map(({ id, words, keys }) => <div key={id} className={styles.line}><span>{words}</span>{keys ? <><Keys keys={shownKeys(keys)} /><span className="sr">{shownKeys(keys)}</span></> : <span className="hint">{t`no key`}</span>}</div>)}
            </section>
          );
        })}
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
      <div className="row wrap">
        <Switch checked={singleKeys} onChange={(on) => void prefer({ singleKeys: on })}>{t`Single letters do something outside text fields`}</Switch>
        <Link href="/settings/keys" className="link end" onClick={() => useScreen.setState({ keySheet: false })}>{t`Change keys`}</Link>
      </div>
    </Dialog>
  );
}
