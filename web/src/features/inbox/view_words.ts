// What a view is called.
import { t } from '@lingui/core/macro';
import type { Inbox, SavedView, Team } from '../../api/types';
import type { View } from '../../state/view';

export function viewWords({ kind, of }: Pick<View, 'kind' | 'of'>, inboxes: readonly Inbox[] = [], teams: readonly Team[] = [], views: readonly SavedView[] = []): string {
  switch (kind) {
    case 'mine': return t`My work`;
    case 'unassigned': return t`Unassigned`;
    case 'mentions': return t`Mentions`;
    case 'promises': return t`Promises`;
    case 'failed': return t`Not sent`;
    case 'to_approve': return t`To approve`;
    case 'view': return views.find(({ id }) => id === of)?.name ?? t`View`;
    case 'all': return t`All open`;
    case 'snoozed': return t`Snoozed`;
    case 'resolved': return t`Resolved`;
    case 'inbox': return inboxes.find(({ id }) => id === of)?.name ?? t`Inbox`;
    case 'team': return teams.find(({ id }) => id === of)?.name ?? t`Team`;
    case 'search': return t`Search`;
  }
}
