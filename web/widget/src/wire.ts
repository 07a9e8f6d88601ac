// What /client/v1 says, with its own names.
export interface WireAttachment {
  id: string;
  kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
  state: 'pending' | 'ready' | 'failed' | 'refused';
  mime: string;
  name: string;
  bytes?: number;
  url: string;
}

export interface WireMessage {
  id: string;
  client_id?: string;
  direction: 'in' | 'out';
  text: string;
  attachments: WireAttachment[];
  sender: { type: string; name?: string };
  status: 'sent' | 'delivered' | 'read';
  created_at: string;
  deleted_at?: string;
}

export interface WireInbox {
  name: string;
  locale: 'nl' | 'en';
  greeting?: string;
  color?: string;
  asks_name: boolean;
  opening_hours_note?: string;
  is_open?: boolean;
  opens_at?: string;
  usual_wait_seconds?: number;
}

export interface WireSession {
  visitor_token: string;
  contact: { name?: string; email?: string; verified: boolean };
  inbox: WireInbox;
}

export interface Identity {
  external_id: string;
  hash: string;
  name?: string;
  email?: string;
  phone?: string;
}

export type WireFrame =
  | { type: 'welcome' }
  | { type: 'pong' }
  | { type: 'message'; message: WireMessage }
  | { type: 'typing'; name: string }
  | { type: 'read' };
