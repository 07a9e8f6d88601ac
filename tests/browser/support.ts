// What the tests share: log-ins of the demo, the customer's phone, and a way in.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type APIRequestContext, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type Role = 'admin' | 'lead' | 'agent';

interface LogIn {
  name: string;
  email: string;
  password: string;
  role: Role;
}

interface DemoFile {
  log_ins: LogIn[];
}

export function address(): string {
  return process.env.BALIE_TEST_BASE ?? '';
}

function demo(): DemoFile {
  return JSON.parse(readFileSync(path.join(process.env.BALIE_TEST_DATA ?? '', 'demo.json'), 'utf8')) as DemoFile;
}

export function logInOf(role: Role, place = 0): LogIn {
  const found = demo().log_ins.filter((one) => one.role === role)[place];
  if (!found) throw new Error(`the demo has no ${role} number ${place}`);
  return found;
}

// What a browser sends along with whatever changes something.
const manners = () => ({ 'X-Balie': '1', Origin: address() });

export interface Entry {
  id: string;
  author: string;
  author_name?: string;
  type?: string;
  media_id?: string;
  text?: string;
  status?: string;
  reply_to?: string;
  own_reaction?: string;
  other_reaction?: string;
  is_hidden?: boolean;
  is_deleted?: boolean;
}

export interface Post extends Entry {
  comments: Entry[];
}

interface PhoneState {
  customer: { thread: Entry[] };
  posts: Post[];
}

// One customer on one channel of the sandbox.
export class Phone {
  constructor(private readonly request: APIRequestContext, readonly id: string, readonly name: string, readonly channel = 'whatsapp', readonly number = '') {}

  on(channel: string): Phone {
    return new Phone(this.request, this.id, this.name, channel, this.number);
  }

  private address(doing: string, more: Record<string, string> = {}): string {
    return `/sandbox/api/customers/${this.id}/${doing}?${new URLSearchParams({ channel: this.channel, ...more }).toString()}`;
  }

  private async post(doing: string, data: unknown, more: Record<string, string> = {}): Promise<void> {
    const answer = await this.request.post(this.address(doing, more), { data, headers: manners() });
    expect(answer.ok(), `${doing}: ${answer.status()} ${await answer.text()}`).toBe(true);
  }

  says(text: string, replyTo?: string): Promise<void> {
    return this.post('messages', { type: 'text', text, ...(replyTo ? { reply_to: replyTo } : {}) });
  }

  // In public, under a post; "new" begins one.
  comments(post: string, text: string, replyTo?: string): Promise<void> {
    return this.post('messages', { type: 'text', text, ...(replyTo ? { reply_to: replyTo } : {}) }, { post });
  }

  sends(said: Record<string, unknown>): Promise<void> {
    return this.post('messages', said);
  }

  reactsTo(messageId: string, emoji: string): Promise<void> {
    return this.post('reactions', { message_id: messageId, emoji });
  }

  edits(messageId: string, text: string): Promise<void> {
    return this.post('edits', { message_id: messageId, text });
  }

  takesBack(messageId: string): Promise<void> {
    return this.post('deletions', { message_id: messageId });
  }

  async sendsFile(name: string, mime: string, bytes: Buffer, caption = '', more: Record<string, string> = {}): Promise<void> {
    const answer = await this.request.post(this.address('media', { name, caption, ...more }), { data: bytes, headers: { ...manners(), 'Content-Type': mime } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  private async state(): Promise<PhoneState> {
    const answer = await this.request.get(`/sandbox/api/updates?after=0&channel=${this.channel}&customer=${this.id}`);
    return (await answer.json()) as PhoneState;
  }

  // What stands on the phone, oldest first.
  async thread(): Promise<Entry[]> {
    return (await this.state()).customer.thread;
  }

  // What stands in public, the newest post first.
  async posts(): Promise<Post[]> {
    return (await this.state()).posts;
  }
}

const quiet = { reports_delivered: true, reports_read: true, is_off: false, is_a_day_later: false, repeats: false, reorders: false, times_out: false, loses_answers: false, breaks: false, signs_wrongly: false, refuses_with: 0, answer_delay_ms: 0, webhook_delay_ms: 0 };

// The customers' side: phones, and how the platform behaves.
export class Sandbox {
  constructor(private readonly request: APIRequestContext) {}

  // Among the fictional numbers, of which an earlier test may hold the drawn one. A killed desk has forgotten its phones:
  // one with the number of old is the same customer.
  async newPhone(name: string, number?: string): Promise<Phone> {
    for (let draw = 1; ; draw += 1) {
      const phone = number ?? `06-000${String(randomInt(10_000, 100_000))}`;
      const answer = await this.request.post('/sandbox/api/customers', { data: { name, phone }, headers: manners() });
      if (!answer.ok() && number === undefined && draw < 5) continue;
      expect(answer.ok(), await answer.text()).toBe(true);
      return new Phone(this.request, ((await answer.json()) as { id: string }).id, name, 'whatsapp', phone);
    }
  }

  async behaves(change: Partial<typeof quiet>): Promise<void> {
    const answer = await this.request.patch('/sandbox/api/manners', { data: change, headers: manners() });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  behavesWell(): Promise<void> {
    return this.behaves(quiet);
  }

  // What an earlier test left open is resolved: the list is the test's own, and its rows are in sight.
  async clearsTheDesk(): Promise<void> {
    for (const status of ['open', 'pending']) {
      const answer = await this.request.get(`/api/v1/conversations?status=${status}&limit=200`, { headers: manners() });
      for (const { id } of ((await answer.json()) as { items: { id: string }[] }).items) {
        const done = await this.request.put(`/api/v1/conversations/${id}/status`, { data: { status: 'resolved' }, headers: manners() });
        expect(done.ok(), await done.text()).toBe(true);
      }
    }
  }
}

export async function logIn(page: Page, role: Role, place = 0): Promise<LogIn> {
  const person = logInOf(role, place);
  await page.goto('/');
  await page.getByLabel('E-mailadres').fill(person.email);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Verder' }).click();
  // A password is checked slowly on purpose, by a thread that yields to all others.
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  return person;
}

// The browser's own complaints: a breach of the content security policy or an exception fails the test.
function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && /Content Security Policy|Trusted Type|Uncaught|React/i.test(text)) complaints.push(text);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

interface Fixtures {
  sandbox: Sandbox;
  // Another person at another screen.
  anotherAgent: (role: Role, place?: number) => Promise<Page>;
}

export const test = base.extend<Fixtures & { complaints: string[] }, { platform: APIRequestContext }>({
  // An admin's session for the whole run: every log-in costs a slow hash.
  platform: [async ({ playwright }, use) => {
    const request = await playwright.request.newContext({ baseURL: address() });
    const { email, password } = logInOf('admin');
    const answer = await request.post('/api/v1/session', { data: { email, password }, headers: manners() });
    expect(answer.ok(), await answer.text()).toBe(true);
    await use(request);
    await request.dispose();
  }, { scope: 'worker' }],
  baseURL: async ({}, use) => use(address()),
  complaints: [async ({ page }, use) => {
    const complaints: string[] = [];
    listen(page, complaints);
    await use(complaints);
    expect(complaints).toEqual([]);
  }, { auto: true }],
  sandbox: async ({ platform }, use) => {
    const sandbox = new Sandbox(platform);
    await sandbox.behavesWell();
    await sandbox.clearsTheDesk();
    await use(sandbox);
    await sandbox.behavesWell();
  },
  anotherAgent: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, place = 0) => {
      const page = await otherScreen(browser, contexts);
      listen(page, complaints);
      await logIn(page, role, place);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

async function otherScreen(browser: Browser, contexts: BrowserContext[]): Promise<Page> {
  const context = await browser.newContext({ baseURL: address(), locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', viewport: { width: 1440, height: 900 } });
  contexts.push(context);
  return context.newPage();
}

export { expect };

// Opens the conversation of a customer from the list of all that is open.
export async function open(page: Page, customer: string): Promise<void> {
  await page.goto('/#/all');
  await page.getByRole('option', { name: new RegExp(customer) }).click();
  await expect(page.getByRole('log', { name: `Gesprek met ${customer}` })).toBeVisible();
}

// The browser's clock goes a day ahead: for this screen every reply window is shut.
export async function aDayLater(page: Page): Promise<void> {
  await page.clock.setSystemTime(Date.now() + 25 * 3_600_000);
  await expect(page.getByText(/Het venster is dicht/)).toBeVisible({ timeout: 20_000 });
}

// What earlier tests told this person is read.
export async function readsAll(page: Page): Promise<void> {
  const answer = await page.request.put('/api/v1/notifications/read', { data: { all: true }, headers: manners() });
  expect(answer.ok(), await answer.text()).toBe(true);
  await expect(page.getByRole('button', { name: 'Wat mij aangaat', exact: true })).toBeVisible();
}

export function thread(page: Page) {
  return page.getByRole('log');
}

export function replyBox(page: Page) {
  return page.getByRole('textbox', { name: /^Antwoord aan/ });
}

export async function send(page: Page, text: string): Promise<void> {
  await replyBox(page).fill(text);
  await page.keyboard.press('Control+Enter');
}

// No fault that axe can find, by the rules of WCAG 2.2 AA and its best practices.
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join(' | ')}`)).toEqual([]);
}
