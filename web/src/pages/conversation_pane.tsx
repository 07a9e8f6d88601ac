// One conversation: its head, its thread, and where one writes.
import { t } from '@lingui/core/macro';
import { CircleAlert, Lock } from 'lucide-react';
import { useEffect, useRef, type RefObject } from 'react';
import { Problem } from '../api/problem';
import type { Conversation } from '../api/types';
import { Composer } from '../features/composer/composer';
import { DropZone } from '../features/composer/drop_zone';
import type { Way } from '../features/composer/use_sending';
import { SoftLock } from '../features/thread/soft_lock';
import { SubBar, ThreadHeader } from '../features/thread/thread_header';
import { TransferBar } from '../features/thread/transfer_bar';
import { ThreadView } from '../features/thread/thread_view';
import { TypingLine } from '../features/thread/typing_line';
import { keys, queryClient, useConversation, useIsRemoved } from '../state/cache';
import { useInbox, useUser } from '../state/desk';
import { arrive, isOpening } from '../state/early_keys';
import { isWriting } from '../state/keyboard';
import { leadsTo, takeDraftsAlong } from '../state/merging';
import { readThoseOf } from '../state/notifications';
import { useScreen } from '../state/screen';
import { mayWrite, useMe } from '../state/session';
import { command } from '../state/stream';
import { EmptyState } from '../ui/banner';
import { Button } from '../ui/button';
import { ToastHome } from '../ui/toast_home';
import { phone, useMedia } from '../ui/use_media';
import styles from './inbox_page.module.css';
import { contactName } from '../state/contact_name';

export interface ConversationPaneProps {
  id: string;
  // Another conversation in the place of this one: it was merged into that.
  onLed: (id: string, byLink: boolean) => void;
  onBack: () => void;
  onResolve: (conversation: Conversation) => void;
  onDone: (then: Way['then']) => void;
  threadRef: RefObject<HTMLDivElement | null>;
}

function useViewing(id: string): void {
  useEffect(() => {
    useScreen.setState({ opened: id });
    readThoseOf(id);
    const look = () => command(document.visibilityState === 'visible' ? { type: 'viewing', conversation_id: id } : { type: 'viewing' });
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      useScreen.setState({ opened: undefined, menu: undefined, asking: undefined, macros: false, keeping: undefined });
      command({ type: 'viewing' });
    };
  }, [id]);
}

function ownershipWords(conversation: Conversation, myId: string, owner: string | undefined, may: boolean): string {
  if (conversation.assignee_id === myId) return t`You have this conversation`;
  // The bar above says to whom, and what may be done.
  if (conversation.assignee_id === undefined && conversation.transfer) return conversation.transfer.to_user_id === myId ? t`Offered to you, not taken yet` : t`Offered to a colleague`;
  if (conversation.assignee_id === undefined) return may ? t`Nobody has this conversation: who writes an answer takes it` : t`Nobody has this conversation`;
  return owner ? t`${owner} has this conversation` : '';
}

function NotHere({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => useScreen.setState({ awaited: undefined }), []);
  if (error instanceof Problem && error.status === 404) return <EmptyState of={Lock} title={t`This conversation is not here for you`}>{t`It belongs to another team, or it no longer exists. Ask a lead for access.`}</EmptyState>;
  return <EmptyState of={CircleAlert} title={t`This conversation does not load`} alert actions={<Button variant="primary" onClick={retry}>{t`Retry`}</Button>}>{t`The server gave no answer. Your draft is kept.`}</EmptyState>;
}

// Opening moves the focus to the thread, unless someone is walking through the list, writing, or has asked for a menu
// meanwhile, which the focus would close.
function useFocusOnOpening(id: string, mayWrite: boolean, threadRef: RefObject<HTMLDivElement | null>): void {
  const opened = useRef<string | undefined>(undefined);
  useEffect(() => {
    const look = () => arrive(id, mayWrite);
    look();
    return useScreen.subscribe(look);
  }, [id, mayWrite]);
  useEffect(() => {
    if (opened.current === id) return;
    opened.current = id;
    const thread = threadRef.current;
    if (!isWriting(document.activeElement) && !isOpening() && !thread?.contains(document.activeElement)) thread?.focus({ preventScroll: true });
  });
}

function Opened({ conversation, onBack, onResolve, onDone, threadRef }: Omit<ConversationPaneProps, 'id' | 'onLed'> & { conversation: Conversation }) {
  const me = useMe();
  const onPhone = useMedia(phone);
  const inbox = useInbox(conversation.inbox_id);
  const owner = useUser(conversation.assignee_id);
  const leave = () => threadRef.current?.focus({ preventScroll: true });
  useFocusOnOpening(conversation.id, mayWrite(me), threadRef);
  return (
    <DropZone conversationId={conversation.id} capabilities={mayWrite(me) ? inbox?.capabilities : undefined}>
      <ThreadHeader conversation={conversation} onBack={onBack} onResolve={() => onResolve(conversation)} />
      <SubBar conversation={conversation} />
      <TransferBar conversation={conversation} />
      <ThreadView key={`thread/${conversation.id}`} conversation={conversation} capabilities={mayWrite(me) ? inbox?.capabilities : undefined} ref={threadRef} />
      <TypingLine conversationId={conversation.id} customer={contactName(conversation.contact)} ownership={ownershipWords(conversation, me.id, owner?.name, mayWrite(me))} />
      {onPhone ? <ToastHome /> : null}
      {mayWrite(me) ? <SoftLock conversation={conversation} /> : null}
      {mayWrite(me) && inbox ? <Composer key={`composer/${conversation.id}`} conversation={conversation} capabilities={inbox.capabilities} onLeave={leave} onDone={onDone} /> : null}
      {mayWrite(me) ? null : <p className={styles.readonly}>{t`You can read along here; writing is for agents.`}</p>}
    </DropZone>
  );
}

// A colleague joined it to another one, or a link is older than that: one goes on there, with what one was writing.
function useLeading(id: string, conversation: Conversation | undefined, onLed: (id: string, byLink: boolean) => void): boolean {
  const into = leadsTo(id, conversation);
  const byLink = conversation?.version === 0;
  const led = useRef(onLed);
  useEffect(() => { led.current = onLed; });
  useEffect(() => {
    if (into === undefined) return;
    void takeDraftsAlong(id, into);
    led.current(into, byLink);
    queryClient.removeQueries({ queryKey: keys.thread(id) });
  }, [id, into, byLink]);
  return into !== undefined;
}

export function ConversationPane({ id, onLed, ...rest }: ConversationPaneProps) {
  const { data, error, refetch } = useConversation(id);
  const isGone = useIsRemoved(id);
  const isLeading = useLeading(id, data, onLed);
  useViewing(id);
  if (isGone) return <NotHere error={new Problem(404, '', '', [], undefined, undefined)} retry={() => undefined} />;
  if (!data || isLeading) return error ? <NotHere error={error} retry={() => void refetch()} /> : null;
  return <Opened conversation={data} {...rest} />;
}
