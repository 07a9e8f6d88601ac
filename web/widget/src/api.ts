// The requests. The token is in a header, the key in the address: the browser's preflight shows only the address.
import type { Identity, WireAttachment, WireMessage, WireSession } from './wire';

// A request that hangs on a network that has gone is given up, so that it can be tried again.
const sayWithinMs = 20_000;

export class Refused extends Error {
  constructor(readonly status: number) { super(`refused: ${status}`); }
}

export class Api {
  token = '';

  constructor(readonly base: string, readonly key: string) {}

  private url(path: string): string {
    return `${this.base}/client/v1/${path}${path.includes('?') ? '&' : '?'}key=${encodeURIComponent(this.key)}`;
  }

  private async call(path: string, init: RequestInit = {}, json?: unknown): Promise<Response> {
    const headers = new Headers();
    if (this.token !== '') headers.set('Authorization', `Bearer ${this.token}`);
    if (json !== undefined) headers.set('Content-Type', 'application/json');
    const answer = await fetch(this.url(path), { ...init, headers, credentials: 'omit', cache: 'no-store', ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }) });
    if (!answer.ok) throw new Refused(answer.status);
    return answer;
  }

  async session(person: { identity?: Identity; name?: string; email?: string }): Promise<WireSession> {
    const answer = await this.call('sessions', {}, { widget_key: this.key, ...(this.token === '' ? {} : { visitor_token: this.token }), ...person });
    return (await answer.json()) as WireSession;
  }

  async messages(): Promise<WireMessage[]> {
    const answer = await this.call('messages?limit=100');
    return ((await answer.json()) as { items: WireMessage[] }).items;
  }

  async say(clientId: string, text: string, attachments: string[]): Promise<WireMessage> {
    const answer = await this.call('messages', { signal: AbortSignal.timeout(sayWithinMs) }, { client_id: clientId, ...(text === '' ? {} : { text }), ...(attachments.length === 0 ? {} : { attachment_ids: attachments }) });
    return (await answer.json()) as WireMessage;
  }

  async upload(file: File): Promise<WireAttachment> {
    const body = new FormData();
    body.append('file', file);
    return (await (await this.call('attachments', { method: 'POST', body })).json()) as WireAttachment;
  }

  async file(attachment: WireAttachment): Promise<Blob> {
    return (await this.call(`attachments/${attachment.id}/content`)).blob();
  }

  async read(messageId: string, status: 'read' | 'delivered'): Promise<void> { await this.call('read', {}, { message_id: messageId, status }); }
  async typing(): Promise<void> { await this.call('typing', {}, {}); }
  async page(): Promise<void> { await this.call('page', {}, { url: location.href.slice(0, 2000), title: document.title.slice(0, 200) }); }

  stream(): WebSocket { return new WebSocket(this.url('stream').replace(/^http/, 'ws')); }
}
