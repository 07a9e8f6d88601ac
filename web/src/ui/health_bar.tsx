// A channel that does not do well says so above everything, to those who can help it.
import { t, plural } from '@lingui/core/macro';
import { TriangleAlert } from 'lucide-react';
import { useLocation } from 'wouter';
import type { Inbox } from '../api/types';
import { useInboxes } from '../state/desk';
import { mayLead, useMe } from '../state/session';
import { Banner } from './banner';
import { Button } from './button';
import { firstProblem, problemWords } from './problem_words';

const quiet = new Set(['silence', 'platform']);

function words(inbox: Inbox, problem: string): string {
  const { name } = inbox;
  const what = problemWords(problem);
  return t`${name}: ${what}`;
}

export function HealthBar() {
  const me = useMe();
  const [place, go] = useLocation();
  const inboxes = useInboxes().data ?? [];
  const ill = inboxes.flatMap((inbox) => { const problem = firstProblem(inbox); return problem ? [{ inbox, problem }] : []; });
  const worst = ill.find(({ problem }) => !quiet.has(problem)) ?? ill[0];
  if (!mayLead(me) || !worst) return null;
  const path = `/settings/channels/${worst.inbox.id}`;
  const more = ill.length - 1;
  const action = me.role === 'admin' && place !== path ? <Button size="sm" onClick={() => go(path)}>{worst.problem === 'authorization' ? t`Renew access` : t`Look`}</Button> : null;
  return (
    <Banner tone={quiet.has(worst.problem) ? 'risk' : 'late'} of={TriangleAlert} flat action={action}>
      {words(worst.inbox, worst.problem)}
      {more > 0 ? ` · ${plural(more, { one: 'and # other channel', other: 'and # other channels' })}` : null}
    </Banner>
  );
}
