// What was changed is asked for anew.
import { queryClient } from '../../state/cache';

export async function anew(key: readonly string[], work: Promise<unknown>): Promise<void> {
  await work;
  await queryClient.invalidateQueries({ queryKey: key });
}
