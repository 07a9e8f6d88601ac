// What X is searched for: public posts that nobody addressed to the desk, by words, hashtags and accounts.
import { t, plural } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { deleteSearchStream, listSearchStreams, patchSearchStream, postSearchStream } from '../../api/inboxes';
import type { Inbox, SearchStream } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { useNow } from '../../state/clock';
import { useInboxes } from '../../state/desk';
import { useMe } from '../../state/session';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/banner';
import { TextAreaField, TextField } from '../../ui/field';
import { Switch } from '../../ui/switch';
import { clockTime, momentWords } from '../../ui/time_words';
import { anew } from './anew';
import { ListCard } from './list_card';
import { isSearched } from './verify_token';
import styles from './settings.module.css';

const example = '"#fail" Noorderlicht -is:retweet';
const queryMax = 512;
const postsUsual = 100;
const postsMin = 10;
const postsMax = 10000;

function pauseOf({ hourly_posts_max: ceiling, paused_until: until }: SearchStream): string {
  const words = t`It has reached its ceiling of ${ceiling} posts an hour.`;
  if (!until) return words;
  const time = clockTime(until);
  return `${words} ${t`Paused until ${time}; then it goes on where it was.`}`;
}

function problemOf(stream: SearchStream): string | undefined {
  const { problem } = stream;
  if (!problem) return undefined;
  if (problem.reason === 'ceiling_reached') return pauseOf(stream);
  const { detail } = problem;
  const words = {
    not_allowed: t`X does not let this account search.`,
    query_refused: t`X does not take this query.`,
    unavailable: t`X cannot be reached.`,
  }[problem.reason];
  return detail ? `${words} ${t`X says:`} ${detail}` : words;
}

function standing({ found, asked_at: at }: SearchStream, now: number): string {
  const posts = plural(found, { one: '# post found', other: '# posts found' });
  const when = at ? momentWords(at, now) : '';
  return when ? `${posts} · ${t`last asked ${when}`}` : posts;
}

function StateBadge({ stream: { enabled, problem } }: { stream: SearchStream }) {
  if (!enabled) return <Badge>{t`off`}</Badge>;
  if (problem?.reason === 'ceiling_reached') return <Badge tone="late">{t`paused`}</Badge>;
  return problem ? <Badge tone="late">{t`no answers`}</Badge> : <Badge tone="ok">{t`on`}</Badge>;
}

// The number that is meant, when it is one that may be.
function ceilingIn(typed: string): number | undefined {
  const number = /^\d+$/.test(typed.trim()) ? Number(typed) : 0;
  return number >= postsMin && number <= postsMax ? number : undefined;
}

function Line({ stream }: { stream: SearchStream }) {
  const now = useNow();
  const problem = problemOf(stream);
  return (
    <>
      <span className={styles.rowText}>
        <span className="strong">{stream.name}</span>
        <code className="small mono">{stream.query}</code>
        {problem ? <span className="t-late small">{problem}</span> : <span className="hint small">{standing(stream, now)}</span>}
      </span>
      <StateBadge stream={stream} />
    </>
  );
}

// A new stream brings its label.
async function kept(inboxId: string, work: Promise<unknown>): Promise<void> {
  await anew(keys.searchStreams(inboxId), work);
  await queryClient.invalidateQueries({ queryKey: keys.labels });
}

interface Filled {
  name: string;
  query: string;
  enabled: boolean;
  ceiling: string;
}

// What X bills is an administrator's matter.
export function SearchStreamsCard({ inbox, named = false }: { inbox: Inbox; named?: boolean }) {
  const { id } = inbox;
  const setsCeiling = useMe().role === 'admin';
  const { data } = useQuery({ queryKey: keys.searchStreams(id), queryFn: async () => (await listSearchStreams(id)).items, staleTime: 0 });
  return (
    <ListCard<SearchStream, Filled>
      part title={named ? inbox.name : t`Search streams`} newWords={t`New stream`} items={data} name={({ name }) => name}
      explained={t`Public posts with these words come in too, without a mention of your account. They are answered in public, and bear the stream’s name as a label.`}
      mayAdd={(data?.length ?? 0) < 10}
      line={(stream) => <Line stream={stream} />}
      filled={(stream) => ({ name: stream?.name ?? '', query: stream?.query ?? '', enabled: stream?.enabled ?? true, ceiling: String(stream?.hourly_posts_max ?? postsUsual) })}
      ready={({ name, query, ceiling }) => name.trim() !== '' && query.trim() !== '' && ceilingIn(ceiling) !== undefined}
      fields={({ name, query, enabled, ceiling }, set, saving) => (
        <>
          <TextField label={t`Name`} value={name} required autoFocus maxLength={60} placeholder="#fail" help={t`Also the label by which you find these posts.`} onChange={(event) => set({ name: event.target.value })} error={saving.faultOf('name')} />
          <TextAreaField label={t`Query`} value={query} required rows={3} maxLength={queryMax} spellCheck={false} placeholder={example} help={t`As X takes it, for instance ${example}`} onChange={(event) => set({ query: event.target.value })} error={saving.faultOf('query')} />
          {setsCeiling ? <TextField label={t`Posts an hour at most`} value={ceiling} required inputMode="numeric" maxLength={5} help={t`X may bill each post that it gives. At this many the stream waits until the hour is over, and goes on where it was.`} onChange={(event) => set({ ceiling: event.target.value })} error={ceilingIn(ceiling) === undefined ? t`A whole number from ${postsMin} to ${postsMax}.` : saving.faultOf('hourly_posts_max')} /> : null}
          <Switch checked={enabled} onChange={(next) => set({ enabled: next })}>{t`Ask X about every minute`}</Switch>
          <p className="hint small">{t`A new stream begins with the posts of the last hour.`}</p>
        </>
      )}
      save={(stream, { name, query, enabled, ceiling }) => {
        const hourly_posts_max = setsCeiling ? ceilingIn(ceiling) : undefined;
        const body = { name: name.trim(), query: query.trim(), enabled, ...(hourly_posts_max === undefined ? {} : { hourly_posts_max }) };
        return kept(id, stream ? patchSearchStream(id, stream.id, body) : postSearchStream(id, body));
      }}
      remove={(stream) => kept(id, deleteSearchStream(id, stream.id))}
    />
  );
}

// All of them on one page: leads have none of the channel itself.
export function SearchStreamsPage() {
  const { data: inboxes } = useInboxes();
  const searched = inboxes?.filter(({ channel }) => isSearched(channel));
  return (
    <>
      <h1 className="head">{t`Search streams`}</h1>
      {searched?.length === 0 ? <EmptyState of={Search} title={t`There is no channel to search`}>{t`Search streams need a channel on X.`}</EmptyState> : null}
      {searched?.map((inbox) => <SearchStreamsCard key={inbox.id} inbox={inbox} named />)}
    </>
  );
}
