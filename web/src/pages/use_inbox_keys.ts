// The keys of the inbox, and the same actions for the palette.
import { t } from '@lingui/core/macro';
import { CalendarClock, Check, CircleCheck, CornerUpLeft, Flag, Gauge, Image, Inbox, Keyboard, Layers, Link2, Moon, PanelLeft, PanelRight, Reply, Search, Settings, SmilePlus, StickyNote, SunMoon, Tag, User, UserPlus, Users } from 'lucide-react';
import type { Conversation } from '../api/types';
import type { ListHandle } from '../features/inbox/conversation_list';
import type { PaletteAction } from '../features/palette/palette';
import { assignTo } from '../state/assign_to';
import { useUsers } from '../state/desk';
import { findIn } from '../state/find';
import type { KeyAction } from '../state/keyboard';
import { messageInHand } from '../state/message_in_hand';
import { copyLink } from '../state/message_link';
import { prefer, switchDark, usePreferences } from '../state/preferences';
import { inboxPath } from '../state/route';
import { reactTo } from '../state/reacting';
import { openMenu, quote, useScreen, write } from '../state/screen';
import { mayWrite, useMe } from '../state/session';
import { undoLatest } from '../state/toasts';
import type { ViewKind } from '../state/view';
import { togglePicture } from '../state/viewer';
import { phone, useMedia } from '../ui/use_media';

export interface InboxActions {
  conversation: Conversation | undefined;
  list: () => ListHandle | null;
  go: (path: string) => void;
  resolve: (conversation: Conversation) => void;
  toList: () => void;
  search: () => void;
}

function togglePanel(panel: 'navShown' | 'contextShown'): void {
  void prefer({ [panel]: !usePreferences.getState()[panel] });
}

function quoteInHand(conversationId: string): void {
  const message = messageInHand(conversationId);
  if (message?.external_id && message.kind === 'message' && !message.deleted_at) quote(conversationId, message);
}

// The bar of a message stands only where one may react to it.
function reactInHand(conversationId: string): void {
  reactTo(messageInHand(conversationId)?.id);
}

function places(go: (path: string) => void): PaletteAction[] {
  const views: [ViewKind, string, typeof Inbox, string][] = [['mine', t`My work`, Inbox, 'G I'], ['unassigned', t`Unassigned`, User, 'G U'], ['all', t`All open`, Layers, 'G A'], ['snoozed', t`Snoozed`, Moon, 'G Z'], ['resolved', t`Resolved`, CircleCheck, 'G E']];
  return [
    ...views.map(([kind, words, of, keys]): PaletteAction => ({ id: kind, words, group: 'go', of, keys, run: () => go(inboxPath({ kind })) })),
    { id: 'wall', words: t`Live wall`, group: 'go', of: Gauge, keys: 'G W', run: () => go('/wall') },
    { id: 'settings', words: t`Settings`, group: 'go', of: Settings, run: () => go('/settings') },
  ];
}

function screens(): PaletteAction[] {
  return [
    { id: 'dark', words: t`Dark or light`, group: 'screen', of: SunMoon, keys: 'D', run: switchDark },
    { id: 'keys', words: t`All keys`, group: 'screen', of: Keyboard, keys: '?', run: () => useScreen.setState({ keySheet: true }) },
    { id: 'nav', words: t`Navigation panel`, group: 'screen', of: PanelLeft, keys: '[', run: () => togglePanel('navShown') },
    { id: 'context', words: t`Customer panel`, group: 'screen', of: PanelRight, keys: ']', run: () => togglePanel('contextShown') },
  ];
}

function useConversationActions({ conversation, resolve }: InboxActions): PaletteAction[] {
  const me = useMe();
  const onPhone = useMedia(phone);
  const people = useUsers().data ?? [];
  if (!conversation || !mayWrite(me)) return [];
  const { id } = conversation;
  // On a phone labels and priority stand beside the customer.
  const mark = (menu: 'labels' | 'priority') => (onPhone ? useScreen.setState({ contextDrawer: true }) : openMenu(menu));
  return [
    { id: 'reply', words: t`Reply`, group: 'conversation', of: Reply, keys: 'R', run: () => write(id, 'reply') },
    { id: 'note', words: t`Note`, group: 'conversation', of: StickyNote, keys: 'N', run: () => write(id, 'note') },
    { id: 'take', words: t`Take it myself`, group: 'conversation', of: UserPlus, keys: 'Shift+A', run: () => assignTo(conversation, me, people) },
    { id: 'assign', words: t`Assign`, group: 'conversation', of: User, keys: 'A', run: () => openMenu('assign') },
    { id: 'team', words: t`To a team`, group: 'conversation', of: Users, keys: 'T', run: () => openMenu('team') },
    { id: 'resolve', words: t`Resolve`, group: 'conversation', of: Check, keys: 'E', run: () => resolve(conversation) },
    { id: 'snooze', words: t`Snooze`, group: 'conversation', of: Moon, keys: 'Z', run: () => openMenu('snooze') },
    { id: 'labels', words: t`Labels`, group: 'conversation', of: Tag, keys: 'L', run: () => mark('labels') },
    { id: 'priority', words: t`Priority`, group: 'conversation', of: Flag, keys: 'P', run: () => mark('priority') },
    { id: 'quote', words: t`Reply to this message`, group: 'conversation', of: CornerUpLeft, keys: 'Shift+R', run: () => quoteInHand(id) },
    { id: 'react', words: t`React to this message`, group: 'conversation', of: SmilePlus, keys: ':', run: () => reactInHand(id) },
    { id: 'link', words: t`Copy link to this message`, group: 'conversation', of: Link2, keys: '.', run: () => void copyLink(id, messageInHand(id)?.id) },
    { id: 'photo', words: t`Photo beside the conversation`, group: 'conversation', of: Image, keys: 'O', run: () => togglePicture(id) },
    { id: 'find', words: t`Search in this conversation`, group: 'conversation', of: Search, keys: 'Ctrl+F', run: () => findIn(id) },
    { id: 'later', words: t`Send later`, group: 'conversation', of: CalendarClock, run: () => openMenu('send') },
  ];
}

// As tinykeys writes what the sheet shows: "Shift+A" and "G I".
function binding(keys: string): string {
  if (keys === '?') return 'Shift+?';
  return keys.startsWith('Shift+') ? keys : keys.toLowerCase();
}

export function useInboxActions(context: InboxActions): { palette: PaletteAction[]; keys: KeyAction[] } {
  const palette = [...useConversationActions(context), ...places(context.go), ...screens()];
  const keys: KeyAction[] = [
    ...palette.flatMap(({ keys: shown, run }) => (shown && !shown.startsWith('Ctrl') ? [{ keys: binding(shown), run }] : [])),
    { keys: 'Shift+:', run: () => palette.find(({ id }) => id === 'react')?.run() },
    { keys: '?', run: () => useScreen.setState({ keySheet: true }) },
    { keys: 'j', run: () => context.list()?.step(1) },
    { keys: 'k', run: () => context.list()?.step(-1) },
    { keys: 'u', run: context.toList },
    { keys: '/', run: context.search },
    { keys: '$mod+k', everywhere: true, run: () => useScreen.setState({ palette: true }) },
    { keys: '$mod+z', run: () => void undoLatest() },
  ];
  return { palette, keys };
}
