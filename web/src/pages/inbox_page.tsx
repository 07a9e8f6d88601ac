// The inbox: navigation, list, conversation and customer side by side, or one at a time.
import { t } from '@lingui/core/macro';
import { Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import type { Conversation, SavedView } from '../api/types';
import type { ListHandle } from '../features/inbox/conversation_list';
import type { SearchHandle } from '../features/search/search_pane';
import type { Way } from '../features/composer/use_sending';
import { ListPane } from '../features/inbox/list_pane';
import { Nav } from '../features/inbox/nav';
import { TabBar } from '../features/inbox/tab_bar';
import { setStatus } from '../state/actions';
import { knownConversation, useConversation } from '../state/cache';
import { jumpTo } from '../state/jump';
import { loadPart, withPart } from '../state/parts';
import { prefer, usePreferences } from '../state/preferences';
import { inboxPath, usualSort, viewOf } from '../state/route';
import { useScreen } from '../state/screen';
import type { View } from '../state/view';
import { useViews } from '../state/views';
import { classes } from '../ui/classes';
import { ConnectionBar } from '../ui/connection_bar';
import { Drawer } from '../ui/drawer';
import { lazily } from '../ui/lazily';
import { PaneSizer } from '../ui/pane_sizer';
import { ToastHome } from '../ui/toast_home';
import { useKeys } from '../ui/use_keys';
import { phone, useMedia, withoutContext, withoutNav } from '../ui/use_media';
import { loadOverlays, Overlays } from './overlays';
import { useInboxActions } from './use_inbox_keys';
import { usePicture } from './use_picture';
import styles from './inbox_page.module.css';

const loadConversation = () => import('./conversation_pane');
const loadSearch = () => import('../features/search/search_pane');
const loadContext = () => import('../features/context/context_pane');
const HealthBar = lazily(async () => (await import('../ui/health_bar')).HealthBar);
const ConversationPane = lazily(async () => (await loadConversation()).ConversationPane);
const NothingOpen = lazily(async () => (await import('../features/inbox/nothing_open')).NothingOpen);
const DockedViewer = lazily(async () => (await import('../features/thread/viewer')).DockedViewer);
const PictureForm = lazily(async () => (await import('../features/context/picture_form')).PictureForm);
const SearchPane = lazily(async () => (await loadSearch()).SearchPane);
const ContextPane = lazily(async () => (await loadContext()).ContextPane);

// The list comes first; what is opened from it is fetched while one looks at it.
export function loadRest(): void {
  void loadPart(loadConversation);
  void loadPart(loadContext);
  void loadPart(loadSearch);
  loadOverlays();
}

export interface InboxPageProps {
  slug: string;
  conversationId: string | undefined;
  // Of that conversation, the message that a link leads to.
  messageId: string | undefined;
}

const none: readonly SavedView[] = [];

function useView(slug: string): View {
  const views = useViews().data ?? none;
  const view = useMemo(() => {
    const place = viewOf(slug);
    const saved = place.kind === 'view' ? views.find(({ id }) => id === place.of)?.sort : undefined;
    return { ...place, sort: place.sort ?? saved ?? usualSort(place.kind) };
  }, [slug, views]);
  useEffect(() => { if (view.kind !== 'search') useScreen.setState({ cameFrom: view }); }, [view]);
  return view;
}

// After resolving, the focus goes to the next row; on a phone, back to the list.
function useFlow(view: View, conversationId: string | undefined) {
  const [, go] = useLocation();
  const list = useRef<ListHandle>(null);
  const found = useRef<SearchHandle>(null);
  const thread = useRef<HTMLDivElement>(null);
  const onPhone = useMedia(phone);
  const open = useCallback((id: string, message?: string) => {
    go(message === undefined ? inboxPath(view, id) : `${inboxPath(view, id)}/${message}`);
    if (id === conversationId) thread.current?.focus({ preventScroll: true });
  }, [go, view, conversationId]);
  const toList = () => {
    if (onPhone) go(inboxPath(view));
    setTimeout(() => (list.current ?? found.current)?.focus(), 0);
  };
  const onDone = () => {
    if (onPhone) toList();
    else (list.current ?? found.current)?.step(1);
  };
  // What is open stays open beside the search; a phone has room for one of them.
  const search = (words = ' ') => go(inboxPath({ kind: 'search', of: words }, onPhone ? undefined : conversationId));
  const resolve = (conversation: Conversation) => { void setStatus(conversation.id, 'resolved'); onDone(); };
  return { list, found, thread, open, toList, onDone, resolve, search, go };
}

function NavPane({ view, onNext }: { view: View; onNext: (() => void) | undefined }) {
  const folded = useMedia(withoutNav);
  const shown = usePreferences((store) => store.navShown);
  const drawer = useScreen((store) => store.navDrawer);
  if (folded) return <Drawer open={drawer} onClose={() => useScreen.setState({ navDrawer: false })} label={t`Navigation`} side="left"><Nav current={view} onNext={onNext} /></Drawer>;
  return shown ? <div className={styles.nav}><Nav current={view} onNext={onNext} /></div> : null;
}

function CustomerPane({ conversation }: { conversation: Conversation | undefined }) {
  const folded = useMedia(withoutContext);
  const { contextShown, contextWidth } = usePreferences();
  const drawer = useScreen((store) => store.contextDrawer);
  if (!conversation) return null;
  if (folded) return <Drawer open={drawer} onClose={() => useScreen.setState({ contextDrawer: false })} label={t`Customer`} side="right"><Suspense fallback={null}><ContextPane conversation={conversation} /></Suspense></Drawer>;
  if (!contextShown) return null;
  return <div className={styles.context} style={{ width: contextWidth }}><Suspense fallback={null}><ContextPane conversation={conversation} /></Suspense></div>;
}

// The edges of the middle pane, to be dragged.
function Sizers({ withContext }: { withContext: boolean }) {
  const { listWidth, contextWidth, contextShown } = usePreferences();
  const folded = useMedia(withoutContext);
  return (
    <>
      <PaneSizer label={t`Width of the list`} className={classes(styles.sizer, styles.leftSizer)} value={listWidth} min={280} max={520} direction={1} onChange={(width) => void prefer({ listWidth: width })} />
      {withContext && contextShown && !folded ? <PaneSizer label={t`Width of the customer panel`} className={classes(styles.sizer, styles.rightSizer)} value={contextWidth} min={240} max={420} direction={-1} onChange={(width) => void prefer({ contextWidth: width })} /> : null}
    </>
  );
}

export function InboxPage({ slug, conversationId, messageId }: InboxPageProps) {
  const view = useView(slug);
  const onPhone = useMedia(phone);
  const listWidth = usePreferences((store) => store.listWidth);
  const { list, found, thread, open, toList, onDone, resolve, search, go } = useFlow(view, conversationId);
  const conversation = useConversation(conversationId ?? '').data;
  // Whoever comes here, from settings too, comes to the list or the thread, not to the menu over it.
  useEffect(() => { useScreen.setState({ navDrawer: false }); }, [slug, conversationId]);
  const toThread = () => thread.current?.focus({ preventScroll: true });
  const actions = useInboxActions({ conversation: conversationId ? conversation : undefined, place: view, toThread, list: () => list.current, found: () => found.current, go, resolve, toList, search: () => search() });
  useKeys(actions.keys);
  // Keys for what one opened and cannot see yet wait for it.
  useEffect(() => { if (conversationId && !knownConversation(conversationId)) useScreen.setState({ awaited: conversationId }); }, [conversationId]);
  const afterSending = (then: Way['then']) => (then === 'next' && actions.runs.next ? actions.runs.next() : onDone());
  const { beside } = usePicture(conversationId);
  const onLed = (into: string, byLink: boolean) => {
    go(messageId === undefined ? inboxPath(view, into) : `${inboxPath(view, into)}/${messageId}`, { replace: true });
    if (byLink && messageId === undefined && conversationId) void withPart(() => import('../state/merging'), (merging) => merging.showWhatCameFrom(conversationId, into));
  };
  useEffect(() => { if (conversationId && messageId) void jumpTo(conversationId, messageId); }, [conversationId, messageId]);
  const listPane = view.kind === 'search' ? <Suspense fallback={null}><SearchPane ref={found} words={(view.of ?? '').trim()} selectedId={conversationId} messageId={messageId} onOpen={open} /></Suspense> : <ListPane ref={list} view={view} selectedId={conversationId} onOpen={open} />;
  const pane = conversationId ? <Suspense fallback={null}><ConversationPane id={conversationId} onLed={onLed} onBack={toList} onResolve={resolve} onDone={afterSending} threadRef={thread} /></Suspense> : <Suspense fallback={null}><NothingOpen onNext={actions.runs.next} /></Suspense>;
  return (
    <div className={styles.app}>
      <ConnectionBar />
      <Suspense fallback={null}><HealthBar /></Suspense>
      <div className={styles.panes}>
        <NavPane view={view} onNext={actions.runs.next} />
        {onPhone ? (
          <div className={styles.phone}>{conversationId ? <main className={styles.phone}>{pane}</main> : <><main className={styles.phone}>{listPane}</main><ToastHome /><TabBar view={view} onNext={actions.runs.next} /></>}</div>
        ) : (
          <>
            <div className={styles.list} style={{ width: listWidth }}><div className={styles.rows}>{listPane}</div><ToastHome /></div>
            <main className={styles.main}><Sizers withContext={conversationId !== undefined && conversation !== undefined && !beside} />{pane}</main>
          </>
        )}
        {beside ? <div className={styles.beside}><Suspense fallback={null}><DockedViewer>{conversationId ? <PictureForm conversationId={conversationId} /> : null}</DockedViewer></Suspense></div> : <CustomerPane conversation={conversationId ? conversation : undefined} />}
      </div>
      <Overlays runs={actions.runs} view={view} conversation={conversationId ? conversation : undefined} onOpen={open} onSearch={search} />
    </div>
  );
}
