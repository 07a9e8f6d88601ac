// Every call of this page, with the header that the server asks of a browser.
import type { Manners, Place, SandboxState } from './types';

const root = '/sandbox/api';

export class Refused extends Error {
  constructor(readonly status: number, detail: string) {
    super(detail);
  }
}

async function detailOf(answer: Response): Promise<string> {
  try {
    const problem = (await answer.json()) as { detail?: unknown };
    return typeof problem.detail === 'string' ? problem.detail : answer.statusText;
  } catch {
    return answer.statusText;
  }
}

async function ask(method: string, path: string, body?: BodyInit, type = 'application/json', signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { 'X-Balie': '1' };
  if (body !== undefined) headers['Content-Type'] = type;
  const answer = await fetch(root + path, { method, headers, credentials: 'same-origin', ...(body === undefined ? {} : { body }), ...(signal ? { signal } : {}) });
  if (!answer.ok) throw new Refused(answer.status, await detailOf(answer));
  return answer;
}

// Answers when something is new, or after twenty seconds.
export async function getUpdates(after: number, customer: string, signal: AbortSignal): Promise<SandboxState> {
  const answer = await ask('GET', `/updates?after=${after}&customer=${encodeURIComponent(customer)}`, undefined, undefined, signal);
  return (await answer.json()) as SandboxState;
}

function command(path: string, body: unknown): Promise<Response> {
  return ask('POST', path, JSON.stringify(body));
}

export interface Said {
  type: 'text' | 'location' | 'contacts' | 'unsupported';
  text?: string;
  reply_to?: string;
  place?: Place;
  name?: string;
  times?: number;
}

export function say(customer: string, said: Said) {
  return command(`/customers/${customer}/messages`, said);
}

export interface Sent {
  file: Blob;
  name: string;
  mime: string;
  caption?: string;
  isVoice?: boolean;
  replyTo?: string | undefined;
}

export function sendFile(customer: string, { file, name, mime, caption, isVoice, replyTo }: Sent) {
  const query = new URLSearchParams({ name });
  if (caption) query.set('caption', caption);
  if (isVoice) query.set('voice', '1');
  if (replyTo) query.set('reply_to', replyTo);
  return ask('POST', `/customers/${customer}/media?${query.toString()}`, file, mime);
}

export function react(customer: string, messageId: string, emoji: string) {
  return command(`/customers/${customer}/reactions`, { message_id: messageId, emoji });
}

export function press(customer: string, messageId: string, button: number) {
  return command(`/customers/${customer}/presses`, { message_id: messageId, button });
}

export function edit(customer: string, messageId: string, text: string) {
  return command(`/customers/${customer}/edits`, { message_id: messageId, text });
}

export function remove(customer: string, messageId: string) {
  return command(`/customers/${customer}/deletions`, { message_id: messageId });
}

export function changeNumber(customer: string, phone: string) {
  return command(`/customers/${customer}/number`, { phone });
}

export function play(customer: string, name: string) {
  return command(`/customers/${customer}/scenarios`, { name });
}

export async function addCustomer(name: string, phone: string): Promise<string> {
  const answer = await command('/customers', { name, phone });
  return ((await answer.json()) as { id: string }).id;
}

export function behave(change: Partial<Manners>) {
  return ask('PATCH', '/manners', JSON.stringify(change));
}

export function mediaUrl(id: string): string {
  return `${root}/media/${id}`;
}
