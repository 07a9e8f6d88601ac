// What concerns me, the newest first: pressed, it opens the conversation and is read.
import { t } from '@lingui/core/macro';
import { AtSign, Building2, CalendarClock, CheckCheck, CircleAlert, Handshake, MessageSquare, ShieldAlert, ShieldCheck, UserPlus, type LucideIcon } from 'lucide-react';
import { useLocation } from 'wouter';
import type { Notification } from '../../api/types';
import { useConversation } from '../../state/cache';
import { useNow } from '../../state/clock';
import { contactName } from '../../state/contact_name';
import { useUser } from '../../state/desk';
import { notificationWords } from '../../state/notification_words';
import { markAllRead, markRead, useNotifications } from '../../state/notifications';
import { inboxPath } from '../../state/route';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { durationWords } from '../../ui/time_words';
import styles from './nav.module.css';

const pictures: Record<Notification['type'], LucideIcon> = {
  mention: AtSign, assigned: UserPlus, transfer: Handshake, promise_due: CalendarClock, replied: MessageSquare, failed: CircleAlert, approval_asked: ShieldAlert, approved: ShieldCheck, side_answer: Building2,
};

function Line({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const { data: conversation } = useConversation(notification.conversation_id);
  const actor = useUser(notification.actor_id)?.name;
  const now = useNow();
  const customer = conversation ? contactName(conversation.contact) : t`Conversation`;
  const note = notification.type === 'transfer' ? conversation?.transfer?.note : undefined;
  const isUnread = notification.read_at === undefined;
  const who = actor ?? (notification.type === 'replied' ? customer : '');
  return (
    <li>
      <button type="button" className={classes(styles.notice, isUnread && styles.unread)} onClick={onOpen}>
        <Icon of={pictures[notification.type]} />
        <span className={styles.noticeText}>
          <span className="clip">{[who, notificationWords(notification.type)].filter(Boolean).join(' ')}</span>
          <small className="clip hint" title={note}>{customer}{note ? ` · “${note}”` : null}</small>
        </span>
        <span className="hint micro num">{durationWords(now - new Date(notification.created_at).getTime())}</span>
        {isUnread ? <span className="sr">{t`unread`}</span> : null}
      </button>
    </li>
  );
}

export function NoticeList({ close }: { close: () => void }) {
  const known = useNotifications();
  const [, go] = useLocation();
  const items = known?.items ?? [];
  const open = (one: Notification) => { markRead([one.id]); close(); go(inboxPath({ kind: 'all' }, one.conversation_id)); };
  return (
    <div className={styles.notices}>
      <header className="row">
        <h2 className="title grow">{t`What concerns me`}</h2>
        <Button size="sm" variant="ghost" disabled={(known?.unread ?? 0) === 0} onClick={markAllRead}><Icon of={CheckCheck} size={14} />{t`All read`}</Button>
      </header>
      {items.length === 0 ? <p className="hint">{t`Nothing yet: mentions, hand-overs and promises come here.`}</p> : null}
      <ul>{items.map((one) => <Line key={one.id} notification={one} onOpen={() => open(one)} />)}</ul>
    </div>
  );
}
