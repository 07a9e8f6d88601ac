// What stands in an empty list: bones while it loads, why it is empty, or what went wrong.
import { t } from '@lingui/core/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import { Check, CircleAlert, Plug } from 'lucide-react';
import { Link } from 'wouter';
import { useInboxes } from '../../state/desk';
import type { LoadedList } from '../../state/order';
import { inboxPath } from '../../state/route';
import { useAccount, useMe } from '../../state/session';
import type { View } from '../../state/view';
import { useCounts } from '../../state/views';
import { EmptyState } from '../../ui/banner';
import { Button, buttonClasses } from '../../ui/button';
import { PhoneLink } from '../../ui/phone_link';
import { Bone, Skeleton } from '../../ui/skeleton';
import styles from './list.module.css';

const boneRows = [38, 30, 44, 34, 40, 28];

function Bones() {
  return (
    <Skeleton label={t`Loading conversations`}>
      {boneRows.map((width) => (
        <div key={width} className={styles.bones}>
          <Bone width={18} height={18} radius={5} />
          <span className={styles.boneLines}>
            <span className={styles.between}><Bone width={`${width}%`} /><Bone width={56} /></span>
            <Bone width={`${width + 40}%`} height={10} />
            <Bone width={72} height={10} />
          </span>
        </div>
      ))}
    </Skeleton>
  );
}

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
    case 'snoozed': return t`Nothing is snoozed.`;
    case 'resolved': return t`Nothing has been resolved yet.`;
    default: return t`No open conversations here.`;
  }
}

// Who has nothing on hand is shown the way to what nobody has.
function UpToDate({ view }: { view: View }) {
  const { demo } = useAccount();
  const unassigned = useCounts().unassigned?.total;
  const next = view.kind === 'mine' && unassigned ? <Link href={inboxPath({ kind: 'unassigned' })} className={buttonClasses({ variant: 'primary' })}>{t`Without an owner: ${unassigned}`}</Link> : null;
  return <EmptyState of={Check} title={t`You are up to date`} actions={next || demo ? <>{next}{demo ? <PhoneLink /> : null}</> : undefined}>{emptyWords(view)}</EmptyState>;
}

export function ListStates({ view, query }: { view: View; query: UseQueryResult<LoadedList> }) {
  const inboxes = useInboxes();
  if (query.isError) {
    return (
      <EmptyState of={CircleAlert} title={t`The list does not load`} alert actions={<Button variant="primary" onClick={() => void query.refetch()}>{t`Retry`}</Button>}>
        {t`The server gave no answer.`}
      </EmptyState>
    );
  }
  if (!query.data) return <Bones />;
  if (inboxes.data?.length === 0) return <NoInbox />;
  return <UpToDate view={view} />;
}
