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
  own_reaction?: string;
  other_reaction?: string;
  status?: 'sent' | 'delivered' | 'read' | 'failed';
  is_edited?: boolean;
  is_deleted?: boolean;
  place?: Place;
  names?: string[];
  buttons?: Button[];
}

export interface Customer {
  id: string;
  name: string;
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
  business: { name: string; phone: string };
  customers: Customer[];
  customer: Phone;
  manners: Manners;
  playing: string;
  traffic: Exchange[];
}
