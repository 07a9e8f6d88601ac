// Who changed what: the audit log, narrowed by person, kind and days, page by page.
import { t } from '@lingui/core/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ConciergeBell, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { listAudit, type AuditQuestion } from '../../api/audit';
import type { AuditEntry, Role } from '../../api/types';
import { useInboxes, useTeams, useUsers } from '../../state/desk';
import { Avatar } from '../../ui/avatar';
import { Banner, EmptyState } from '../../ui/banner';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { channelName } from '../../ui/channel_name';
import { roleWords } from '../../ui/role_words';
import { clockTimeWithSeconds, fullMoment, dateWords } from '../../ui/time_words';
import { auditKinds, auditKindWords, auditWords, detailWords, type NameOf } from './audit_words';
import styles from './settings.module.css';

interface Narrowed {
  user: string;
  kind: string;
  // Days, as an input of a date writes them.
  from: string;
  until: string;
}

const all: Narrowed = { user: '', kind: '', from: '', until: '' };

// Both days belong to it, as they are here.
function questionOf({ user, kind, from, until }: Narrowed): AuditQuestion {
  const after = until === '' ? undefined : new Date(`${until}T00:00:00`);
  after?.setDate(after.getDate() + 1);
  return {
    ...(user ? { user_id: user } : {}), ...(kind ? { action: kind } : {}),
    ...(from ? { from: new Date(`${from}T00:00:00`).toISOString() } : {}), ...(after ? { until: after.toISOString() } : {}),
  };
}

function useNames() {
  const users = useUsers().data ?? [];
  const teams = useTeams().data ?? [];
  const inboxes = useInboxes().data ?? [];
  const user = (id: string | undefined) => users.find((one) => one.id === id)?.name;
  const nameOf: NameOf = (detail, id) => (detail.startsWith('user_id') ? user(id) : detail.startsWith('team_id') ? teams.find((one) => one.id === id)?.name : detail.endsWith('role') ? roleWords(id as Role) : detail === 'channel' ? channelName(id) : detail === 'inbox_id' ? inboxes.find((one) => one.id === id)?.name : undefined);
  return { users, user, nameOf, subject: ({ subject_type: type, subject_id: id }: AuditEntry) => (type === 'user' ? user(id) : type === 'team' ? teams.find((one) => one.id === id)?.name : type === 'inbox' ? inboxes.find((one) => one.id === id)?.name : undefined) };
}

function Subject({ entry, name }: { entry: AuditEntry; name: string | undefined }) {
  const { subject_type: type, subject_id: id } = entry;
  if (id === undefined) return null;
  if (type === 'contact') return <Link href={`/settings/contacts/${id}`}>{t`contact ${id}`}</Link>;
  if (type === 'conversation') return <Link href={`/all/${id}`}>{t`conversation ${id}`}</Link>;
  if (type === 'inbox' && name) return <Link href={`/settings/channels/${id}`}>{name}</Link>;
  return type === 'user' || type === 'team' || type === 'inbox' ? <>{name ?? `#${id}`}</> : null;
}

function Line({ entry, names }: { entry: AuditEntry; names: ReturnType<typeof useNames> }) {
  const who = entry.user_id ? (names.user(entry.user_id) ?? t`somebody who has left`) : t`The desk`;
  const detail = detailWords(entry.detail, names.nameOf);
  return (
    <div className={styles.row}>
      {entry.user_id ? <Avatar name={who} size={24} /> : <Avatar figure={ConciergeBell} size={24} />}
      <span className={styles.rowText}>
        <span><span className="medium">{who}</span> {auditWords(entry.action)} <Subject entry={entry} name={names.subject(entry)} /></span>
        {detail ? <small className="hint" style={{ overflowWrap: 'anywhere' }}>{detail}</small> : null}
      </span>
      <span className="hint small num" title={fullMoment(entry.at)}>{dateWords(entry.at)} {clockTimeWithSeconds(new Date(entry.at).getTime())}</span>
    </div>
  );
}

function Narrowing({ narrowed, onChange, names }: { narrowed: Narrowed; onChange: (narrowed: Narrowed) => void; names: ReturnType<typeof useNames> }) {
  const set = (change: Partial<Narrowed>) => onChange({ ...narrowed, ...change });
  return (
    <div className={styles.block}>
      <div className={styles.four}>
        <SelectField label={t`Who`} value={narrowed.user} onChange={(user) => set({ user })} options={[{ value: '', label: t`Everybody` }, ...names.users.map(({ id, name }) => ({ value: id, label: name }))]} />
        <SelectField label={t`What`} value={narrowed.kind} onChange={(kind) => set({ kind })} options={[{ value: '', label: t`Everything` }, ...[...auditKinds, 'contacts'].map((kind) => ({ value: kind, label: auditKindWords(kind) }))]} />
        <TextField label={t`From`} type="date" value={narrowed.from} max={narrowed.until || undefined} onChange={(event) => set({ from: event.target.value })} />
        <TextField label={t`Up to and including`} type="date" value={narrowed.until} min={narrowed.from || undefined} onChange={(event) => set({ until: event.target.value })} />
      </div>
    </div>
  );
}

export function AuditCard() {
  const [narrowed, narrow] = useState(all);
  const names = useNames();
  const question = questionOf(narrowed);
  const { data, isError, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({ queryKey: ['audit', question], queryFn: ({ pageParam }) => listAudit(question, pageParam), initialPageParam: undefined as string | undefined, getNextPageParam: (page) => page.next_cursor, staleTime: 0 });
  const entries = data?.pages.flatMap(({ items }) => items);
  const isNarrow = Object.values(narrowed).some((value) => value !== '');
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h1 className="head">{t`Audit log`}</h1><p>{t`Who changed what. Nothing here can be changed or taken away, and no words of customers stand in it.`}</p></div>{isNarrow ? <Button onClick={() => narrow(all)}>{t`No filter`}</Button> : null}</header>
      <Narrowing narrowed={narrowed} onChange={narrow} names={names} />
      {isError ? <div className={styles.block}><Banner tone="late" role="alert">{t`The audit log does not load.`} <Button size="sm" onClick={() => void refetch()}>{t`Retry`}</Button></Banner></div> : null}
      {entries?.map((entry) => <Line key={entry.id} entry={entry} names={names} />)}
      {entries?.length === 0 ? <div className={styles.block}><EmptyState of={ScrollText} title={t`Nothing found`}>{t`Nothing was done by these people in these days.`}</EmptyState></div> : null}
      {hasNextPage ? <footer className={styles.foot}><Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t`Show earlier ones`}</Button></footer> : null}
    </section>
  );
}
