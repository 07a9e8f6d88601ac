// What an order is called.
import { t } from '@lingui/core/macro';
import type { Sort } from '../../state/view';

export const sorts: Sort[] = ['due', 'waiting', 'newest', 'oldest', 'priority'];

export function sortWords(sort: Sort): string {
  switch (sort) {
    case 'due': return t`Least time left first`;
    case 'waiting': return t`Longest waiting first`;
    case 'newest': return t`Newest first`;
    case 'oldest': return t`Oldest first`;
    case 'priority': return t`Highest priority first`;
  }
}
