// A promise to the customer: until when, and what was promised. Arrows choose a time, Enter promises.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import type { Conversation } from '../../api/types';
import { openPromise } from '../../state/promised';
import { useScreen } from '../../state/screen';
import { localInput, snoozeMoments, tomorrowMorning } from '../../state/snooze';
import { promise } from '../../state/together';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { momentName } from '../../ui/moment_words';
import { momentWords } from '../../ui/time_words';
import styles from './thread.module.css';

const noteMax = 500;
const close = () => useScreen.setState({ asking: undefined });

interface Choice {
  value: string;
  words: string;
  hint: string;
}

function choices(now: number): Choice[] {
  return snoozeMoments(now).map(({ kind, at }) => ({ value: at.toISOString(), words: momentName(kind), hint: momentWords(at.toISOString(), now) }));
}

function chosenMoment(choice: string, other: string): Date | undefined {
  const at = new Date(choice === 'other' ? other : choice);
  return Number.isNaN(at.getTime()) || at.getTime() <= Date.now() ? undefined : at;
}

export function PromiseDialog({ conversation }: { conversation: Conversation }) {
  const [standing] = useState(() => openPromise(conversation));
  const [now] = useState(() => Date.now());
  const all = choices(now);
  const [choice, setChoice] = useState(standing ? 'other' : all[0]?.value ?? 'other');
  const [other, setOther] = useState(localInput(standing ? new Date(standing.at) : tomorrowMorning(now)));
  const [note, setNote] = useState(standing?.note ?? '');
  const at = chosenMoment(choice, other);
  const submit = () => { if (at) { close(); void promise(conversation.id, at.toISOString(), note.trim(), standing); } };
  return (
    <Dialog open onClose={close} title={t`Promise`} description={t`Ten minutes before, you are told; an answer to the customer keeps it.`} actions={
      <>
        {standing ? <span className="grow"><Button variant="danger" onClick={() => { close(); void promise(conversation.id, null, '', standing); }}>{t`Remove`}</Button></span> : null}
        <Button onClick={close}>{t`Cancel`}</Button>
        <Button variant="primary" disabled={!at} onClick={submit}>{t`Promise it`}</Button>
      </>
    }>
      <form className="fields" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {/* Enter on a choice is the choice made. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <fieldset className={styles.moments} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); submit(); } }}>
          <legend>{t`Until when`}</legend>
          {all.map(({ value, words, hint }) => <label key={value}><input type="radio" name="moment" checked={choice === value} onChange={() => setChoice(value)} /><span className="grow">{words}</span><span className="hint num">{hint}</span></label>)}
          <label><input type="radio" name="moment" checked={choice === 'other'} onChange={() => setChoice('other')} />{t`Another moment`}</label>
        </fieldset>
        {choice === 'other' ? <TextField type="datetime-local" label={t`Moment`} value={other} min={localInput(new Date())} onChange={(event) => setOther(event.target.value)} error={at ? undefined : t`Choose a moment in the future.`} /> : null}
        <TextField label={t`What was promised`} value={note} maxLength={noteMax} onChange={(event) => setNote(event.target.value)} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
