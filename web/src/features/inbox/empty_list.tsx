// Why a list is empty: no channel yet, nothing of what was asked for, or all is done.
import { t } from '@lingui/core/macro';
import { Check, FilterX, Plug } from 'lucide-react';
import { Link } from 'wouter';
import { useInboxes } from '../../state/desk';
import { isNarrow } from '../../state/filter';
import { inboxPath } from '../../state/route';
import { useAccount, useMe } from '../../state/session';
import type { View } from '../../state/view';
import { useCounts } from '../../state/views';
import { EmptyState } from '../../ui/banner';
import { buttonClasses } from '../../ui/button';
import { PhoneLink } from '../../ui/phone_link';

function NoInbox() {
  const { role } = useMe();
  return (
    <EmptyState of={Plug} title={t`Connect your first channel`} actions={role === 'admin' ? <Link href="/settings/channels/connect" className={buttonClasses({ variant: 'primary' })}>{t`Connect channel`}</Link> : undefined}>
      {t`Messages will come in here afterwards. WhatsApp takes about 10 minutes.`}
    </EmptyState>
  );
}

function emptyWords({ kind }: View): string {
  switch (kind) {
    case 'mine': return t`No conversations are waiting for you.`;
    case 'unassigned': return t`Every conversation has an owner.`;
    case 'mentions': return t`No note mentions you.`;
    case 'promises': return t`You have promised nothing.`;
    case 'failed': return t`Everything was sent.`;
    case 'to_approve': return t`No reply waits for a second person.`;
    case 'snoozed': return t`Nothing is snoozed.`;
    case 'resolved': return t`Nothing has been resolved yet.`;
    default: return t`No open conversations here.`;
  }
}

// What is chosen in the list's head hides the rest: that is no work done.
function NoneOfThese({ view }: { view: View }) {
  const { kind, of } = view;
  return <EmptyState of={FilterX} title={t`Nothing matches`} actions={<Link href={inboxPath({ kind, sort: view.sort, ...(of === undefined ? {} : { of }) })} className={buttonClasses({})}>{t`Show all of this list`}</Link>}>{t`No conversation in this list is what you narrowed it to.`}</EmptyState>;
}

// Who has nothing on hand is shown the way to what nobody has.
function UpToDate({ view }: { view: View }) {
  const { demo } = useAccount();
  const unassigned = useCounts().unassigned?.total;
  const next = view.kind === 'mine' && unassigned ? <Link href={inboxPath({ kind: 'unassigned' })} className={buttonClasses({ variant: 'primary' })}>{t`Without an owner: ${unassigned}`}</Link> : null;
  return <EmptyState of={Check} title={t`You are up to date`} actions={next || demo ? <>{next}{demo ? <PhoneLink /> : null}</> : undefined}>{emptyWords(view)}</EmptyState>;
}

export function EmptyList({ view }: { view: View }) {
  const inboxes = useInboxes();
  if (inboxes.data?.length === 0) return <NoInbox />;
  return isNarrow(view.filter) ? <NoneOfThese view={view} /> : <UpToDate view={view} />;
}
