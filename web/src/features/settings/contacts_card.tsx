// Contacts in and out as a table: tried out first, then read in.
import { t } from '@lingui/core/macro';
import { CircleAlert, CircleCheck, Download, FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { exportUrl, importContacts } from '../../api/contact_table';
import { Problem } from '../../api/problem';
import type { ContactImport } from '../../api/types';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { bytesWords, numberWords } from '../../ui/number_words';
import { nearestColumn } from './nearest_column';
import styles from './settings.module.css';

function faultWords(error: unknown): string {
  if (error instanceof Problem) return problemWords(error);
  return t`The server gave no answer. Nothing was lost here.`;
}

function unknownColumn(column: string): string {
  const near = nearestColumn(column);
  return near ? t`The column “${column}” is not known. Is “${near}” meant?` : t`The column “${column}” is not known. There are name, phone, email, external_id, note and consent_ with the channel’s name.`;
}

function problemWords(error: Problem): string {
  const column = error.errors[0]?.field ?? '';
  switch (error.reason) {
    case 'unknown_column': return unknownColumn(column);
    case 'repeated_column': return t`The column “${column}” is there twice.`;
    case 'no_key_column': return t`One of the columns phone, email and external_id must be there.`;
    case 'empty_file': return t`The table is empty.`;
    default: return [error.detail, ...error.errors.map(({ field }) => field)].filter(Boolean).join(': ');
  }
}

function reasonWords(reason: string): string {
  switch (reason) {
    case 'ill_typed': return t`cannot be read`;
    case 'not_a_phone': return t`is no phone number`;
    case 'not_an_email': return t`is no e-mail address`;
    case 'not_yes_or_no': return t`says neither yes nor no`;
    case 'too_long': return t`is too long`;
    case 'not_utf8': return t`is not UTF-8`;
    case 'required': return t`has no phone, e-mail address or external id`;
    case 'wrong_width': return t`has too many or too few cells`;
    case 'ambiguous': return t`fits different contacts`;
    default: return reason.replaceAll('_', ' ');
  }
}

function Faults({ errors }: { errors: ContactImport['errors'] }) {
  return (
    <ul className={styles.faults} aria-label={t`Rows that are left out`}>
      {errors.map(({ line, column, reason, detail }) => <li key={`${line} ${column ?? ''}`}><span className="num hint">{t`Line ${line}`}</span><span>{column ? <code>{column}</code> : null} {reasonWords(reason)} {reason === 'ill_typed' ? <span className="hint">({detail})</span> : null}</span></li>)}
    </ul>
  );
}

function Outcome({ outcome }: { outcome: ContactImport }) {
  const { dry_run: isDryRun, failed: left } = outcome;
  const rows = numberWords(outcome.rows);
  const created = numberWords(outcome.created);
  const updated = numberWords(outcome.updated);
  const failed = numberWords(left);
  const words = isDryRun ? t`${rows} rows: ${created} would be new, ${updated} would be changed, ${failed} would be left out.` : t`${rows} rows: ${created} new, ${updated} changed, ${failed} left out.`;
  return (
    <>
      <Banner tone={left > 0 ? 'risk' : 'ok'} of={left > 0 ? CircleAlert : CircleCheck}>{words}</Banner>
      {outcome.errors.length > 0 ? <Faults errors={outcome.errors} /> : null}
    </>
  );
}

function ImportCard() {
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | undefined>(undefined);
  const [outcome, setOutcome] = useState<ContactImport | undefined>(undefined);
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const read = (table: File, isDryRun: boolean) => {
    setBusy(true);
    setFault('');
    importContacts(table, isDryRun).then(setOutcome, (error: unknown) => setFault(faultWords(error))).finally(() => setBusy(false));
  };
  const choose = (table: File | undefined) => {
    if (picker.current) picker.current.value = '';
    if (!table) return;
    setFile(table);
    setOutcome(undefined);
    read(table, true);
  };
  const isTried = outcome?.dry_run === true && outcome.created + outcome.updated > 0;
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h2 className="head">{t`Import contacts`}</h2><p>{t`From a table as CSV, in UTF-8. It is tried out first; nothing is written before you say so.`}</p></div></header>
      <div className={styles.block}>
        <p className="small">{t`Columns:`} <code>name, phone, email, external_id, note, consent_whatsapp, …</code></p>
        <ul className={styles.columns}>
          <li>{t`A row needs a phone, an email or an external_id (your own customer number); by it the contact is found again.`}</li>
          <li>{t`Consent is yes or no (ja and nee too), one column for each channel. “no” opts the contact out of that channel; an empty cell changes nothing.`}</li>
          <li>{t`At most 50,000 rows and 20 MB, with commas or semicolons between the cells.`}</li>
        </ul>
        <input ref={picker} type="file" accept=".csv,text/csv" hidden aria-label={t`Table with contacts`} onChange={(event) => choose(event.target.files?.[0])} />
        {file ? <p className="small" role="status">{file.name} <span className="hint">{bytesWords(file.size)}</span> {busy ? <span className="hint">{t`Being read.`}</span> : null}</p> : null}
        {fault ? <Banner tone="late" of={CircleAlert} role="alert">{fault}</Banner> : null}
        {outcome ? <Outcome outcome={outcome} /> : null}
      </div>
      <footer className={styles.foot}>
        <Button disabled={busy} onClick={() => picker.current?.click()}><Icon of={FileUp} size={14} />{file ? t`Choose another file` : t`Choose a file`}</Button>
        <span className="end">{file && isTried ? <Button variant="primary" disabled={busy} onClick={() => read(file, false)}>{t`Import`}</Button> : null}</span>
      </footer>
    </section>
  );
}

export function ContactsCard() {
  return (
    <>
      <ImportCard />
      <section className={styles.card}>
        <header className={styles.cardHead}><div><h2 className="title">{t`Export contacts`}</h2><p>{t`All contacts with their consents, as the same kind of table. It is noted in the audit log.`}</p></div></header>
        <footer className={styles.foot}><a className={styles.download} href={exportUrl} download><Icon of={Download} size={14} />{t`Export as CSV`}</a></footer>
      </section>
    </>
  );
}
