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
export async function getUpdates(after: number, { channel, customer }: Spot, signal: AbortSignal): Promise<SandboxState> {
  const query = new URLSearchParams({ after: String(after), channel, customer });
  const answer = await ask('GET', `/updates?${query.toString()}`, undefined, undefined, signal);
  return (await answer.json()) as SandboxState;
}

function command(path: string, body: unknown): Promise<Response> {
  return ask('POST', path, JSON.stringify(body));
}

// Whose phone, on which channel, and in public under which post ("new" begins one).
export interface Spot {
  channel: string;
  customer: string;
  post?: string;
}

function at({ channel, customer, post }: Spot, doing: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ channel, ...(post ? { post } : {}), ...more });
  return `/customers/${customer}/${doing}?${query.toString()}`;
}

export interface Said {
  type: 'text' | 'location' | 'contacts' | 'unsupported';
  text?: string;
  reply_to?: string;
  place?: Place;
  name?: string;
  times?: number;
}

export function say(spot: Spot, said: Said) {
  return command(at(spot, 'messages'), said);
}

export interface Sent {
  file: Blob;
  name: string;
  mime: string;
  caption?: string;
  isVoice?: boolean;
  replyTo?: string | undefined;
}

export function sendFile(spot: Spot, { file, name, mime, caption, isVoice, replyTo }: Sent) {
  const more = { name, ...(caption ? { caption } : {}), ...(isVoice ? { voice: '1' } : {}), ...(replyTo ? { reply_to: replyTo } : {}) };
  return ask('POST', at(spot, 'media', more), file, mime);
}

export function react(spot: Spot, messageId: string, emoji: string) {
  return command(at(spot, 'reactions'), { message_id: messageId, emoji });
}

export function press(spot: Spot, messageId: string, button: number) {
  return command(at(spot, 'presses'), { message_id: messageId, button });
}

export function edit(spot: Spot, messageId: string, text: string) {
  return command(at(spot, 'edits'), { message_id: messageId, text });
}

export function remove(spot: Spot, messageId: string) {
  return command(at(spot, 'deletions'), { message_id: messageId });
}

export function changeNumber(spot: Spot, phone: string) {
  return command(at(spot, 'number'), { phone });
}

export function play(spot: Spot, name: string) {
  return command(at(spot, 'scenarios'), { name });
}

export async function addCustomer(name: string, phone: string): Promise<string> {
  const answer = await command('/customers', { name, phone });
  return ((await answer.json()) as { id: string }).id;
}

export function behave(channel: string, change: Partial<Manners>) {
  return ask('PATCH', `/manners?channel=${channel}`, JSON.stringify(change));
}

export function mediaUrl(id: string): string {
  return `${root}/media/${id}`;
}
