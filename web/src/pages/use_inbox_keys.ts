// What each action of the table does on this screen, for its key and for the palette. What cannot be done now is absent.
import { t } from '@lingui/core/macro';
import type { Conversation, Me } from '../api/types';
import type { ListHandle } from '../features/inbox/conversation_list';
import type { SearchHandle } from '../features/search/search_pane';
import { actions, allKeysOf, type ActionId } from '../state/action_table';
import type { BulkAction } from '../state/bulk_change';
import { useUsers } from '../state/desk';
import { awaiting } from '../state/early_keys';
import type { KeyAction } from '../state/keyboard';
import { hasWordsToKeep, messageInHand } from '../state/message_in_hand';
import { copyLink } from '../state/message_link';
import { prefer, switchDark, usePreferences } from '../state/preferences';
import { inboxPath } from '../state/route';
import { reactTo } from '../state/reacting';
import { openMenu, quote, useScreen, write, type OpenMenu } from '../state/screen';
import { withPart } from '../state/parts';
import { clearSelection, selected } from '../state/selection';
import { mayLead, mayList, mayWrite, useMe } from '../state/session';
import { showToast, undoLatest } from '../state/toasts';
import type { Place } from '../state/view';
import { togglePicture } from '../state/viewer';
import { besides, standingKinds, useQueues } from './use_queues';

// The digits.
const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];

const loadBox = () => import('../state/compose_reach');
const loadByKey = () => import('../state/by_key');
const loadTogether = () => import('../state/together');

function noView(place: number): void {
  showToast({ text: t`There is no view ${place} yet.`, tone: 'done' });
}

export type Runs = Partial<Record<ActionId, () => void>>;

// Its code comes when rows are chosen for the first time.
function changeMany(ids: string[], action: BulkAction): void {
  void withPart(() => import('../state/bulk'), (bulk) => bulk.changeMany(ids, action));
}

export interface InboxActions {
  conversation: Conversation | undefined;
  // The list on the screen, where there is one.
  place: Place | undefined;
  list: () => ListHandle | null;
  // What was found, where that stands in the list's place.
  found?: () => SearchHandle | null;
  go: (path: string) => void;
  resolve: (conversation: Conversation) => void;
  toList: () => void;
  toThread: () => void;
  search: () => void;
}

function togglePanel(panel: 'navShown' | 'contextShown'): void {
  void prefer({ [panel]: !usePreferences.getState()[panel] });
}

function useWalking({ conversation, place, go, search }: InboxActions): Runs {
  const me = useMe();
  const { places, team, views } = useQueues();
  const to = (there: Place | undefined) => { if (there) go(inboxPath(there)); };
  return {
    ...Object.fromEntries(standingKinds.filter((kind) => mayList(me, kind)).map((kind) => [kind, () => to({ kind })])),
    ...Object.fromEntries(digits.map((place) => [`view_${place}`, () => (views[place - 1] ? to(views[place - 1]) : noView(place))])),
    in_public: () => to({ kind: 'all', filter: { public: true } }),
    ...(mayWrite(me) ? { next: () => void awaiting(() => withPart(loadTogether, (together) => together.next(conversation?.id, go))) } : {}),
    ...(team ? { team_queue: () => to(team) } : {}),
    next_queue: () => to(besides(places, place, 1)),
    previous_queue: () => to(besides(places, place, -1)),
    ...(mayLead(me) ? { wall: () => go('/wall') } : {}),
    contacts: () => go('/settings/contacts'),
    ...(mayWrite(me) ? { start: () => useScreen.setState({ starting: {} }) } : {}),
    settings: () => go('/settings'),
    search,
  };
}

function listRuns({ place, list, found, toList }: InboxActions): Runs {
  if (!place) return {};
  const rows = () => list() ?? found?.();
  return {
    next_row: () => rows()?.step(1), previous_row: () => rows()?.step(-1), open_row: () => rows()?.openActive(), to_list: toList,
    pick: () => list()?.pick(), extend_down: () => list()?.extend(1), extend_up: () => list()?.extend(-1), pick_all: () => list()?.pickAll(),
  };
}

function screenRuns({ place }: InboxActions): Runs {
  return {
    dark: switchDark,
    key_sheet: () => useScreen.setState({ keySheet: true }),
    palette: () => useScreen.setState({ palette: true }),
    undo: () => void undoLatest(),
    ...(place ? { notifications: () => useScreen.setState({ bell: true }), nav: () => togglePanel('navShown'), context: () => togglePanel('contextShown') } : {}),
  };
}

function quoteInHand(conversationId: string): void {
  const message = messageInHand(conversationId);
  if (message?.external_id && message.kind === 'message' && !message.deleted_at) quote(conversationId, message);
}

// Of what we said, and said in words.
function keepWordsInHand(conversationId: string): void {
  const message = messageInHand(conversationId, hasWordsToKeep);
  if (message && hasWordsToKeep(message)) useScreen.setState({ keeping: message });
}

// What is done with the message that has the focus, or else with the newest.
function messageRuns(id: string): Runs {
  return {
    quote: () => quoteInHand(id),
    // The bar of a message stands only where one may react to it.
    react: () => reactTo(messageInHand(id)?.id),
    keep_words: () => keepWordsInHand(id),
  };
}

function holdRuns(conversation: Conversation | undefined, { role }: Me): Runs {
  return conversation && role === 'admin' ? { hold: () => void withPart(() => import('../state/hold'), ({ toggleHold }) => toggleHold(conversation.id)) } : {};
}

// Reading is enough for these.
function readingRuns(conversation: Conversation | undefined): Runs {
  if (!conversation) return {};
  const { id } = conversation;
  return { link: () => void copyLink(id, messageInHand(id)?.id), photo: () => togglePicture(id), find: () => void withPart(() => import('../state/find'), ({ findIn }) => findIn(id)) };
}

function writingRuns(conversation: Conversation, { toThread, go }: InboxActions): Runs {
  const { id } = conversation;
  // The part may come late: what was meant for this conversation is not done in the next one.
  const inBox = (run: (box: Awaited<ReturnType<typeof loadBox>>) => unknown) => () => void withPart(loadBox, (box) => { if (useScreen.getState().opened === id) run(box); });
  const seldom = (run: (byKey: Awaited<ReturnType<typeof loadByKey>>) => unknown) => () => void withPart(loadByKey, run);
  return {
    ...Object.fromEntries(digits.map((place) => [`macro_${place}`, seldom((byKey) => byKey.runMacroAt(id, place))])),
    spam: seldom((byKey) => byKey.markSpam(conversation)), switch_side: seldom((byKey) => byKey.switchSide(conversation, go)), drop_draft: seldom((byKey) => byKey.dropDraft(id)),
    reply: () => write(id, 'reply'), note: () => write(id, 'note'), side_question: () => write(id, 'side_question'),
    send: inBox((box) => box.pressInBox(id, { key: 'Enter', ctrlKey: true })), send_resolve: inBox((box) => box.pressInBox(id, { key: 'Enter', ctrlKey: true, shiftKey: true })),
    send_next: inBox((box) => box.pressInBox(id, { key: 'Enter', ctrlKey: true, altKey: true })), send_later: inBox((box) => box.openSendMenu(id)), take_back: () => void undoLatest(),
    canned: inBox((box) => box.typeInBox(id, '/')), article: inBox((box) => box.typeInBox(id, '??')), known: inBox((box) => box.typeInBox(id, '{')), macro_in_box: () => useScreen.setState({ macros: true }), leave_box: toThread,
  };
}

// With rows chosen the same keys are for all of them.
function forChosen(run: (() => void) | undefined, bulk: (ids: string[]) => void): () => void {
  return () => {
    const ids = selected();
    if (ids.length > 0) bulk(ids);
    else run?.();
  };
}

function useMarking(context: InboxActions): Runs {
  const { conversation, place, resolve, go } = context;
  const me = useMe();
  const people = useUsers().data ?? [];
  if (!mayWrite(me) || (!conversation && !place)) return {};
  const menu = (name: OpenMenu) => forChosen(conversation && (() => openMenu(name)), () => useScreen.setState({ bulkMenu: name }));
  const resolveAll = (ids: string[]) => { changeMany(ids, { type: 'status', status: 'resolved' }); clearSelection(); };
  return {
    take: forChosen(conversation && (() => void withPart(() => import('../state/assign_to'), ({ assignTo }) => assignTo(conversation, me, people))), (ids) => changeMany(ids, { type: 'assign', assignee_id: me.id })),
    assign: menu('assign'), team: menu('team'), labels: menu('labels'), priority: menu('priority'), snooze: menu('snooze'),
    resolve: forChosen(conversation && (() => resolve(conversation)), resolveAll),
    resolve_next: forChosen(conversation && (() => void awaiting(() => withPart(loadByKey, (byKey) => byKey.resolveAndNext(conversation, go)))), resolveAll),
    ...(conversation ? { ...writingRuns(conversation, context), ...messageRuns(conversation.id), promise: () => useScreen.setState({ asking: 'promise' }), transfer: () => useScreen.setState({ asking: 'transfer' }), merge: () => useScreen.setState({ asking: 'merge' }), follow: () => void withPart(loadTogether, (together) => together.follow(conversation)), macro: () => useScreen.setState({ macros: true }) } : {}),
    ...holdRuns(conversation, me),
  };
}

export function useInboxActions(context: InboxActions): { runs: Runs; keys: KeyAction[] } {
  const own = usePreferences((store) => store.keys);
  const runs: Runs = { ...useMarking(context), ...readingRuns(context.conversation), ...useWalking(context), ...listRuns(context), ...screenRuns(context) };
  const keys = actions.flatMap((entry): KeyAction[] => {
    const run = runs[entry.id];
    return run && !entry.fixed ? allKeysOf(entry, own).map((keys) => ({ keys, run, ...(entry.everywhere ? { everywhere: true } : {}), ...(entry.inThread ? { inThread: true } : {}) })) : [];
  });
  return { runs, keys };
}
