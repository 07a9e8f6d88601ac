// What happened, in a few words.
import { t } from '@lingui/core/macro';
import type { Notification } from '../api/types';

export function notificationWords(type: Notification['type']): string {
  switch (type) {
    case 'mention': return t`mentions you in a note`;
    case 'assigned': return t`gave you a conversation`;
    case 'transfer': return t`wants to hand you a conversation`;
    case 'promise_due': return t`Your promise is due`;
    case 'replied': return t`wrote to you`;
    case 'failed': return t`Your message was not sent`;
    case 'approval_asked': return t`asks you to approve a reply`;
    case 'approved': return t`approved your reply: it is sent`;
    case 'side_answer': return t`The back office answered your question`;
  }
}
