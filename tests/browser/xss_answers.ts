// The server's answers with hostile words in every place that holds text, so that each screen shows them all.
import type { BrowserContext } from '@playwright/test';
import { payloads } from './xss_payloads';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

// What people see of an answer; the rest are ids, kinds and times.
const texts = new Set([
  'text', 'name', 'title', 'subject', 'quoted', 'address', 'headline', 'body', 'description', 'username', 'phone', 'phone_formatted', 'note', 'shortcut', 'greeting', 'excerpt', 'reason', 'detail',
  'sender_name', 'organization', 'phones', 'emails', 'emoji', 'header', 'footer', 'source_url', 'webhook_url', 'external_id', 'color', 'file_name', 'mime', 'names', 'author_name', 'code', 'opening_hours_note',
]);

const at = '2026-11-22T10:00:00Z';

export class Poison {
  private next = 0;
  readonly used = new Map<string, Set<string>>();

  private word(key: string): string {
    const word = payloads[this.next % payloads.length] ?? '';
    this.next += 1;
    this.used.set(key, (this.used.get(key) ?? new Set()).add(word));
    return word;
  }

  // Of a message, also the parts that this channel never sends.
  private message(message: { [key: string]: Json }): { [key: string]: Json } {
    return {
      ...message,
      email: { subject: '', quoted: '' }, referral: { headline: '', body: '', source_url: '' }, interactive: { type: 'list_reply', description: '' },
      location: { latitude: 52, longitude: 5, name: '', address: '' }, contacts: [{ name: '', organization: '', phones: ['', ''], emails: ['', ''] }],
      reply_to: { id: '1', text: '', sender_name: '', content_type: 'text', direction: 'in' }, reactions: [{ emoji: '', sender: { type: 'contact', name: '' } }],
      attachments: [{ id: '1', kind: 'document', voice: false, state: 'ready', mime: 'application/pdf', name: '', bytes: 3, url: '/api/v1/attachments/1/content', version: 1 }],
    };
  }

  private deep(value: Json, key: string): Json {
    if (typeof value === 'string') return texts.has(key) ? this.word(key) : value;
    if (Array.isArray(value)) return value.map((one) => this.deep(one, key));
    if (value === null || typeof value !== 'object') return value;
    if (key === 'attributes') return { [this.word('attribute')]: this.word('attribute'), [this.word('attribute')]: this.word('attribute') };
    if (key === 'settings' && !('required' in value)) return Object.fromEntries(Object.keys(value).map((name) => [name, this.word('settings')]));
    const whole = 'content_type' in value && 'sender' in value && value.kind === 'message' ? this.message(value) : value;
    return Object.fromEntries(Object.entries(whole).map(([name, one]) => [name, name === 'preferences' ? one : this.deep(one, name)]));
  }

  // Lists that are mostly empty are filled.
  private instead(path: string): Json | undefined {
    const contact = { id: '1', name: '', phone: '', phone_formatted: '', attributes: {}, identities: [], created_at: at, version: 1 };
    if (path.endsWith('/pages')) return { items: Array.from({ length: 6 }, () => ({ url: this.word('page'), title: '', at, seen_at: at })) };
    if (path.endsWith('/suggestions')) return { items: Array.from({ length: 6 }, () => ({ contact, reasons: ['phone'] })) };
    if (path.endsWith('/merges')) return { items: Array.from({ length: 6 }, (_, id) => ({ contact_id: String(id), name: '', phone: '', at })) };
    if (path.endsWith('/quarantine')) return { items: Array.from({ length: 30 }, (_, id) => ({ id: String(id), inbox_id: '100001', channel: 'whatsapp', received_at: at, reason: '', bytes: 7, excerpt: '', state: 'waiting' })) };
    return undefined;
  }

  async into(context: BrowserContext): Promise<void> {
    await context.route(/\/(api\/v1|sandbox\/api|client\/v1)\//, async (route) => {
      if (route.request().method() !== 'GET') { await route.continue(); return; }
      const { pathname } = new URL(route.request().url());
      const made = this.instead(pathname);
      if (made !== undefined) { await route.fulfill({ json: this.deep(made, '') }); return; }
      const answer = await route.fetch().catch(() => undefined);
      if (answer === undefined) { await route.abort().catch(() => undefined); return; }
      const isJson = (answer.headers()['content-type'] ?? '').includes('json');
      await (isJson ? route.fulfill({ status: answer.status(), json: this.deep((await answer.json()) as Json, '') }) : route.fulfill({ response: answer })).catch(() => undefined);
    });
  }
}
