// Builders for tests: each names only what matters to the test.
import type { Attachment, Capabilities, Conversation, Message } from '../api/types';

export function aConversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: '1', number: 1, inbox_id: '10', channel: 'whatsapp', public: false, contact: { id: '100', name: 'Noor Bakker' }, status: 'open',
    priority: 'none', labels: [], unread_count: 0, last_activity_at: '2026-03-02T09:00:00Z', version: 1, ...change,
  };
}

export function aMessage(change: Partial<Message> = {}): Message {
  return {
    id: '1', conversation_id: '1', direction: 'in', kind: 'message', content_type: 'text', text: 'Dag', sender: { type: 'contact', id: '100', name: 'Noor Bakker' },
    attachments: [], reactions: [], created_at: '2026-03-02T09:00:00Z', version: 1, ...change,
  };
}

export function anAttachment(change: Partial<Attachment> = {}): Attachment {
  return { id: '7', kind: 'image', state: 'ready', mime: 'image/png', name: 'meter.png', url: '/api/v1/attachments/7/content', version: 1, ...change };
}

export function whatsappLike(change: Partial<Capabilities> = {}): Capabilities {
  return {
    text_max: 4096, text_unit: 'characters', caption_max: 1024, attachments_max: 1, replies: true, reactions: true, templates: true, typing: true, read_marks: true, reply_window_hours: 24,
    public: false, private: true, private_replies: false, hides_public: false, deletes_public: false,
    media: [{ kind: 'image', bytes_max: 5_000_000, mimes: ['image/jpeg', 'image/png'] }, { kind: 'document', bytes_max: 100_000_000, mimes: [] }], ...change,
  };
}
