// Legal holds: what is held is neither erased nor deleted after its time. Admins set them; leads and auditors see them.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { getHold, putHold } from '../api/conversations';
import { queryClient } from './cache';
import { seesAll, useMe } from './session';
import { showToast } from './toasts';

const keyOf = (id: string) => ['hold', id] as const;

export function useHold(id: string): boolean {
  const enabled = seesAll(useMe());
  return useQuery({ queryKey: keyOf(id), queryFn: () => getHold(id), enabled }).data?.held ?? false;
}

export function setHold(id: string, held: boolean): void {
  const words = held ? t`Under a legal hold: nothing of it is deleted` : t`The legal hold has ended`;
  putHold(id, held).then(
    (hold) => {
      queryClient.setQueryData(keyOf(id), hold);
      showToast({ text: words, tone: 'done', action: { label: t`Undo`, keys: 'Ctrl+Z', run: () => setHold(id, !held) } });
    },
    () => showToast({ text: t`Could not change the legal hold, it is as it was.`, tone: 'error', action: { label: t`Retry`, run: () => setHold(id, held) } }),
  );
}

// Asks first: from a key or the palette it is not seen how it stands.
export async function toggleHold(id: string): Promise<void> {
  const now = await getHold(id).catch(() => undefined);
  if (now) setHold(id, !now.held);
  else showToast({ text: t`Could not change the legal hold, it is as it was.`, tone: 'error', action: { label: t`Retry`, run: () => void toggleHold(id) } });
}
