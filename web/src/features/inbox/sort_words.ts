// What an order is called.
import { t } from '@lingui/core/macro';
import type { Sort } from '../../state/view';

export const sorts: Sort[] = ['waiting', 'newest', 'oldest', 'priority'];

export function sortWords(sort: Sort): string {
  switch (sort) {
    case 'waiting': return t`Longest waiting first`;
    case 'newest': return t`Newest first`;
    case 'oldest': return t`Oldest first`;
    case 'priority': return t`Highest priority first`;
  }
}
