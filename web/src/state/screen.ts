// What only this screen knows: which menu is open, what is being quoted, where writing happens.
import { create } from 'zustand';
import type { ComposeMode, Message } from '../api/types';
import type { Place } from './view';

export type OpenMenu = 'assign' | 'team' | 'labels' | 'priority' | 'snooze' | 'send' | 'more';

interface ScreenStore {
  menu: OpenMenu | undefined;
  // The same menus, for the rows that were chosen.
  bulkMenu: OpenMenu | undefined;
  palette: boolean;
  // The palette of macros.
  macros: boolean;
  // The message of which words are to be kept for everybody.
  keeping: Message | undefined;
  keySheet: boolean;
  // A dialog about the open conversation.
  asking: 'promise' | 'transfer' | 'snooze' | 'merge' | undefined;
  // Writing first, to this contact or to whom one will choose.
  starting: { contactId?: string } | undefined;
  // The dialog of a saved view: a new one, or one to change.
  viewDialog: { id?: string } | undefined;
  // The list of what concerns me.
  bell: boolean;
  // "Next" was pressed, and nobody waited.
  nobodyWaits: boolean;
  contextDrawer: boolean;
  navDrawer: boolean;
  raw: Message | undefined;
  modes: Record<string, ComposeMode | undefined>;
  quoted: Record<string, Message | undefined>;
  // The conversation whose composer is asked to take the focus, as soon as it stands.
  composerFocus: string | undefined;
  // The conversation that is to open, or true while the server is asked which one that is.
  awaited: string | true | undefined;
  // Where this person has said that a reply may be read by everybody.
  confirmedPublic: Record<string, true | undefined>;
  // Where the platform refused free text, and until when its window was said to be open then.
  templateAsked: Record<string, string | undefined>;
  // The view that a search was begun from.
  cameFrom: Place;
  // The conversation on the screen.
  opened: string | undefined;
}

export const useScreen = create<ScreenStore>(() => ({
  menu: undefined, bulkMenu: undefined, palette: false, macros: false, keeping: undefined, keySheet: false, asking: undefined, starting: undefined, viewDialog: undefined, bell: false, nobodyWaits: false, contextDrawer: false, navDrawer: false, raw: undefined,
  modes: {}, quoted: {}, confirmedPublic: {}, composerFocus: undefined, awaited: undefined, templateAsked: {}, cameFrom: { kind: 'mine' }, opened: undefined,
}));

export function openMenu(menu: OpenMenu | undefined): void {
  useScreen.setState({ menu });
}

export function write(conversationId: string, mode: ComposeMode): void {
  useScreen.setState(({ modes }) => ({ modes: { ...modes, [conversationId]: mode }, composerFocus: conversationId }));
}

export function setMode(conversationId: string, mode: ComposeMode): void {
  useScreen.setState(({ modes }) => ({ modes: { ...modes, [conversationId]: mode } }));
}

export function quote(conversationId: string, message: Message | undefined): void {
  useScreen.setState(({ quoted }) => ({ quoted: { ...quoted, [conversationId]: message } }));
  if (message) write(conversationId, 'reply');
}

export function confirmPublic(conversationId: string): void {
  useScreen.setState(({ confirmedPublic }) => ({ confirmedPublic: { ...confirmedPublic, [conversationId]: true } }));
}

// Until the customer writes again only a template will do, whatever we thought of the window.
export function askTemplate(conversationId: string, windowEndsAt: string | undefined): void {
  useScreen.setState(({ templateAsked }) => ({ templateAsked: { ...templateAsked, [conversationId]: windowEndsAt ?? '' } }));
  write(conversationId, 'reply');
}

export function forgetTemplate(conversationId: string): void {
  useScreen.setState(({ templateAsked }) => ({ templateAsked: { ...templateAsked, [conversationId]: undefined } }));
}
