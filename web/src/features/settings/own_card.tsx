// How a person likes the desk: looks, language, availability and signature. All of it takes effect at once.
import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState } from 'react';
import { putAvailability } from '../../api/session';
import type { Availability } from '../../api/types';
import { prefer, usePreferences, type Density, type Theme } from '../../state/preferences';
import { keepMe, useMe } from '../../state/session';
import { showToast } from '../../state/toasts';
import type { Language } from '../../state/words';
import { availabilityWords } from '../../ui/availability_words';
import { TextAreaField } from '../../ui/field';
import { Segments } from '../../ui/switch';
import { NoticesPart } from './notices_part';
import { PushPart } from './push_part';
import styles from './settings.module.css';

const availabilities: Availability[] = ['online', 'busy', 'away', 'offline'];
const signatureMax = 2000;
const saveAfterMs = 600;

function Line({ words, help, children }: { words: string; help?: string; children: React.ReactNode }) {
  return <div className={styles.row}><span className={styles.rowText}><span className="medium">{words}</span>{help ? <small className="hint">{help}</small> : null}</span>{children}</div>;
}

function setAvailability(availability: Availability): void {
  putAvailability(availability).then(keepMe, () => showToast({ text: t`Could not change your status.`, tone: 'error' }));
}

function Looks() {
  const { theme, language, density } = usePreferences();
  const themes: { value: Theme; label: string }[] = [{ value: 'system', label: t`As the system` }, { value: 'light', label: t`Light` }, { value: 'dark', label: t`Dark` }];
  const languages: { value: Language | 'browser'; label: string }[] = [{ value: 'browser', label: t`As the browser` }, { value: 'nl', label: 'Nederlands' }, { value: 'en', label: 'English' }];
  const densities: { value: Density; label: string }[] = [{ value: 'comfortable', label: t`Comfortable` }, { value: 'compact', label: t`Compact` }];
  return (
    <>
      <Line words={t`Colours`}><Segments label={t`Colours`} value={theme} options={themes} onChange={(value) => void prefer({ theme: value })} /></Line>
      <Line words={t`Language`}><Segments label={t`Language`} value={language} options={languages} onChange={(value) => void prefer({ language: value })} /></Line>
      <Line words={t`Rows of the list`} help={t`Compact rows leave the labels out.`}><Segments label={t`Rows of the list`} value={density} options={densities} onChange={(value) => void prefer({ density: value })} /></Line>
    </>
  );
}

// Kept when one stops typing, and when one leaves.
function useKept(text: string, keep: (text: string) => void): void {
  const latest = useRef({ text, kept: text, keep });
  useEffect(() => {
    latest.current = { ...latest.current, text, keep };
    const timer = setTimeout(() => flush(latest.current), saveAfterMs);
    return () => clearTimeout(timer);
  }, [text, keep]);
  useEffect(() => {
    const slot = latest;
    return () => flush(slot.current);
  }, []);
}

function flush(slot: { text: string; kept: string; keep: (text: string) => void }): void {
  if (slot.text === slot.kept) return;
  slot.kept = slot.text;
  slot.keep(slot.text);
}

const keepSignature = (signature: string) => void prefer({ signature });

function Signature() {
  const [text, setText] = useState(usePreferences.getState().signature);
  useKept(text, keepSignature);
  return <TextAreaField label={t`Signature under e-mail`} help={t`Stands under what you write by e-mail, and nowhere else.`} value={text} rows={4} maxLength={signatureMax} onChange={(event) => setText(event.target.value)} />;
}

export function OwnCard() {
  const me = useMe();
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div className="grow"><h1 className="head">{t`My settings`}</h1><p>{t`Only for you, in every browser where you log in.`}</p></div></header>
      <Line words={t`Status`} help={t`Colleagues see it, and new work goes by it.`}>
        <Segments label={t`Status`} value={me.availability} options={availabilities.map((value) => ({ value, label: availabilityWords(value) }))} onChange={setAvailability} />
      </Line>
      <Looks />
      <NoticesPart />
      <PushPart />
      <div className={styles.block}><Signature /></div>
    </section>
  );
}
