// The picture beside each action in the palette.
import {
  ArrowDown, ArrowDownToLine, ArrowRight, ArrowUp, ArrowUpToLine, AtSign, Ban, Bell, Bookmark, BookmarkPlus, BookOpen, BookUser, Braces, CalendarCheck, CalendarClock, Check, CheckCheck, CircleAlert,
  Building2, CircleCheck, Combine, CornerDownLeft, CornerUpLeft, Flag, Gauge, Handshake, Image, Inbox, Keyboard, Layers, Link2, List, ListChecks, LogOut, Megaphone, MessageSquareLock, Moon, PanelLeft,
  PanelRight, Reply, Scale, Search, Send, Settings, ShieldCheck, Slash, SmilePlus, SquareCheck, SquarePen, Star, StickyNote, SunMoon, Tag, Trash2, Undo2, User, UserPlus, Users, WandSparkles, Zap, type LucideIcon,
} from 'lucide-react';
import type { ActionId } from '../../state/action_table';

export const actionPictures: Record<ActionId, LucideIcon> = {
  next_row: ArrowDown, previous_row: ArrowUp, open_row: CornerDownLeft, to_list: List, next: Zap, mentions: AtSign, promises: CalendarCheck, failed: CircleAlert, to_approve: ShieldCheck, mine: Inbox, unassigned: User, all: Layers, snoozed: Moon, resolved: CircleCheck,
  team_queue: Users, next_queue: ArrowDownToLine, previous_queue: ArrowUpToLine, contacts: BookUser, start: SquarePen, wall: Gauge, search: Search, pick: SquareCheck, extend_down: ListChecks, extend_up: ListChecks, pick_all: CheckCheck,
  view_1: Bookmark, view_2: Bookmark, view_3: Bookmark, view_4: Bookmark, view_5: Bookmark, view_6: Bookmark, view_7: Bookmark, view_8: Bookmark, view_9: Bookmark,
  merge: Combine, side_question: Building2, promise: CalendarCheck, transfer: Handshake, follow: Star, notifications: Bell,
  macro_1: WandSparkles, macro_2: WandSparkles, macro_3: WandSparkles, macro_4: WandSparkles, macro_5: WandSparkles, macro_6: WandSparkles, macro_7: WandSparkles, macro_8: WandSparkles, macro_9: WandSparkles,
  in_public: Megaphone, resolve_next: CheckCheck, spam: Ban, switch_side: MessageSquareLock, drop_draft: Trash2,
  macro: WandSparkles, keep_words: BookmarkPlus, article: BookOpen,
  reply: Reply, note: StickyNote, take: UserPlus, assign: User, team: Users, labels: Tag, priority: Flag, snooze: Moon, resolve: Check, undo: Undo2,
  quote: CornerUpLeft, react: SmilePlus, link: Link2, photo: Image, find: Search, hold: Scale, send_next: ArrowRight, send_later: CalendarClock, take_back: Undo2,
  send: Send, send_resolve: Send, canned: Slash, known: Braces, macro_in_box: WandSparkles, leave_box: LogOut, palette: Search, key_sheet: Keyboard, nav: PanelLeft, context: PanelRight, dark: SunMoon, settings: Settings,
};
