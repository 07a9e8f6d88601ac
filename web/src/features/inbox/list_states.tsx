// What stands in the place of rows: bones while they load, why there are none, or what went wrong.
import { t } from '@lingui/core/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { Suspense } from 'react';
import type { LoadedList } from '../../state/order';
import type { View } from '../../state/view';
import { EmptyState } from '../../ui/banner';
import { Button } from '../../ui/button';
import { lazily } from '../../ui/lazily';
import { Bone, Skeleton } from '../../ui/skeleton';
import styles from './list.module.css';

const EmptyList = lazily(async () => (await import('./empty_list')).EmptyList);

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

export function ListStates({ view, query }: { view: View; query: UseQueryResult<LoadedList> }) {
  if (query.isError) {
    return (
      <EmptyState of={CircleAlert} title={t`The list does not load`} alert actions={<Button variant="primary" onClick={() => void query.refetch()}>{t`Retry`}</Button>}>
        {t`The server gave no answer.`}
      </EmptyState>
    );
  }
  if (!query.data) return <Bones />;
  return <Suspense fallback={null}><EmptyList view={view} /></Suspense>;
}
