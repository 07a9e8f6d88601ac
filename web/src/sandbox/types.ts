// What the sandbox's own interface says: /sandbox/api/updates.

export interface Button {
  kind: 'reply' | 'link';
  title: string;
  url?: string;
}

export interface Place {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

export interface Entry {
  id: string;
  author: 'customer' | 'desk';
  type: string;
  at: string;
  text?: string;
  header?: string;
  footer?: string;
  media_id?: string;
  mime?: string;
  file_name?: string;
  is_voice?: boolean;
  reply_to?: string;
  answers_in_private_to?: string;
  author_id?: string;
  author_name?: string;
  own_reaction?: string;
  other_reaction?: string;
  status?: 'sent' | 'delivered' | 'read' | 'failed';
  is_edited?: boolean;
  is_deleted?: boolean;
  is_hidden?: boolean;
  place?: Place;
  names?: string[];
  buttons?: Button[];
}

// A public message, and what stands under it.
export interface Post extends Entry {
  comments: Entry[];
}

// What a customer can do in one kind of thread.
export interface Can {
  files: string[];
  replies?: boolean;
  reactions?: boolean;
  edits?: boolean;
  deletes?: boolean;
  shares?: boolean;
  unknown_kinds?: boolean;
  stops?: boolean;
}

export interface Channel {
  channel: string;
  name: string;
  handle: string;
  unseen: number;
  codes: number[];
  in_private?: Can;
  in_public?: Can;
  begins_posts?: boolean;
  wants_phone?: boolean;
  tells_delivered?: boolean;
  tells_read?: boolean;
  shows_typing?: boolean;
  has_window?: boolean;
}

export interface Customer {
  id: string;
  name: string;
  handle: string;
  phone?: string;
  username?: string;
  unseen: number;
}

export interface Phone extends Customer {
  thread: Entry[];
  typing_until?: string;
}

export interface Exchange {
  number: number;
  channel: string;
  at: string;
  direction: 'in' | 'out';
  method: string;
  what: string;
  status: number;
  milliseconds: number;
  is_repeat?: boolean;
  detail?: string;
}

export interface Manners {
  reports_delivered: boolean;
  reports_read: boolean;
  shows_typing: boolean;
  is_off: boolean;
  is_a_day_later: boolean;
  repeats: boolean;
  reorders: boolean;
  signs_wrongly: boolean;
  breaks: boolean;
  times_out: boolean;
  loses_answers: boolean;
  webhook_delay_ms: number;
  answer_delay_ms: number;
  refuses_with: number;
}

export interface SandboxState {
  number: number;
  channels: Channel[];
  channel: string;
  customers: Customer[];
  customer: Phone;
  posts: Post[];
  manners: Manners;
  playing: string;
  traffic: Exchange[];
}
