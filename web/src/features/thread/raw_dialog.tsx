// What the platform sent, as it came: for content that we do not show yet.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { getRaw } from '../../api/messages';
import { useScreen } from '../../state/screen';
import { Dialog } from '../../ui/dialog';
import { Bone, Skeleton } from '../../ui/skeleton';
import styles from './message.module.css';

function Raw({ id }: { id: string }) {
  const { data, isError } = useQuery({ queryKey: ['raw', id], queryFn: () => getRaw(id) });
  if (isError) return <p className="t-late">{t`These data are no longer kept.`}</p>;
  if (!data) return <Skeleton label={t`Loading`}><Bone width="80%" /></Skeleton>;
  const text = typeof data.raw === 'string' ? data.raw : JSON.stringify(data.raw, null, 2);
  // A long text scrolls; the keys must be able to scroll it too.
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  return <pre className={styles.raw} tabIndex={0}>{text}</pre>;
}

export function RawDialog() {
  const message = useScreen((store) => store.raw);
  return (
    <Dialog open={message !== undefined} onClose={() => useScreen.setState({ raw: undefined })} title={t`What the platform sent`} description={t`As it was received, unchanged.`} width="wide">
      {message ? <Raw id={message.id} /> : null}
    </Dialog>
  );
}
