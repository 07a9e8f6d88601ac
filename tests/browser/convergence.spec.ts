// After cuts, sleep, a killed desk and over 2,000 events a browser shows what a fresh one shows.
import type { CDPSession, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { address, expect, logIn, test, type Phone, type Sandbox } from './support';

const customers = 'ABCDEFGHIJKL'.split('').map((letter) => `Convergent ${letter}`);
const linesAPhase = 20;
const eventsWanted = 2_000;
const lastArticles = 30;
const tall = { width: 1440, height: 1_600 };  // all rows are in sight

const manners = () => ({ 'X-Balie': '1', Origin: address() });

// How many items of the stream a screen was told.
function countEvents(page: Page): () => number {
  let count = 0;
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => {
    const frame = JSON.parse(String(payload)) as { type: string; items?: unknown[] };
    if (frame.type === 'events') count += frame.items?.length ?? 0;
  }));
  return () => count;
}

// Every customer writes their lines one after another, all of them at once.
async function everybodyWrites(phones: Phone[], phase: string): Promise<void> {
  await Promise.all(phones.map(async (phone) => {
    for (let line = 1; line <= linesAPhase; line += 1) await phone.says(`${phase} ${line}`);
  }));
}

interface Item { id: string; status: string; contact: { name: string } }

async function openOnes(page: Page): Promise<Item[]> {
  const answer = await page.request.get('/api/v1/conversations?status=open&limit=200', { headers: manners() });
  return ((await answer.json()) as { items: Item[] }).items.filter(({ contact }) => contact.name.startsWith('Convergent'));
}

// What colleagues do meanwhile: answer, resolve, reopen, rank.
async function deskWorks(page: Page, words: string): Promise<void> {
  for (const [place, { id }] of (await openOnes(page)).entries()) {
    const said = await page.request.post(`/api/v1/conversations/${id}/messages`, { data: { client_id: crypto.randomUUID(), kind: 'reply', text: `${words} ${place}` }, headers: manners() });
    expect(said.ok(), await said.text()).toBe(true);
    const change = place % 3 === 0 ? ['status', { status: 'resolved' }] as const : ['priority', { priority: place % 2 === 0 ? 'urgent' : 'low' }] as const;
    const done = await page.request.put(`/api/v1/conversations/${id}/${change[0]}`, { data: change[1], headers: manners() });
    expect(done.ok(), await done.text()).toBe(true);
  }
}

async function killDesk(): Promise<void> {
  process.kill(Number(readFileSync(path.join(process.env.BALIE_TEST_DATA ?? '', 'test.pid'), 'utf8')), 'SIGKILL');
  await expect.poll(() => fetch(`${address()}/readyz`).then(({ ok }) => ok, () => false), { timeout: 60_000 }).toBe(true);
}

// Newcomers wait behind a bar while the pointer or the focus is in the list.
async function showsAll(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  const bar = page.getByRole('button', { name: /nieuwe? gesprek.* tonen/ });
  if (await bar.isVisible()) await bar.click();
  await page.mouse.move(1, 1);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

async function rowsOf(page: Page): Promise<string[]> {
  await showsAll(page);
  return page.getByRole('listbox').getByRole('option').evaluateAll((rows) => rows.map(({ id, textContent }) => `${id} ${textContent?.replace(/\d+ (s|min|u)\b/g, '').trim()}`));
}

async function threadOf(page: Page, customer: string): Promise<string[]> {
  await page.getByRole('listbox').getByRole('option', { name: new RegExp(customer) }).click();
  const log = page.getByRole('log', { name: `Gesprek met ${customer}` });
  await expect(log.getByRole('article').last()).toBeVisible();
  const articles = await log.getByRole('article').evaluateAll((all) => all.map((one) => `${one.textContent} ${one.querySelector('[data-status]')?.getAttribute('data-status') ?? ''}`));
  return articles.slice(-lastArticles);
}

async function isLive(page: Page): Promise<void> {
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
}

async function begin(sandbox: Sandbox): Promise<Phone[]> {
  const phones: Phone[] = [];
  for (const name of customers) phones.push(await sandbox.newPhone(name));
  await Promise.all(phones.map((phone) => phone.says('Goedemorgen')));
  return phones;
}

// As a laptop that is shut: timers and the line stand still.
async function sleeps(session: CDPSession, isAsleep: boolean): Promise<void> {
  await session.send('Page.setWebLifecycleState', { state: isAsleep ? 'frozen' : 'active' });
}

test('what two browsers show after 2,000 events, cuts, sleep and a killed desk is what a fresh one shows', async ({ page, sandbox, anotherAgent, browser }) => {
  test.setTimeout(480_000);
  const phones = await begin(sandbox);
  const told = countEvents(page);
  await page.setViewportSize(tall);
  await logIn(page, 'lead');
  const other = await anotherAgent('admin');
  await other.setViewportSize(tall);
  for (const screen of [page, other]) {
    await screen.goto('/#/all');
    await expect(screen.getByRole('listbox').getByRole('option', { name: /Convergent/ })).toHaveCount(customers.length);
  }
  await threadOf(page, 'Convergent C');

  await everybodyWrites(phones, 'Alles werkt');
  await page.context().setOffline(true);
  await Promise.all([everybodyWrites(phones, 'De lijn is weg'), deskWorks(other, 'Antwoord')]);
  await page.context().setOffline(false);
  const asleep = await other.context().newCDPSession(other);
  await sleeps(asleep, true);
  await Promise.all([everybodyWrites(phones, 'Een scherm slaapt'), deskWorks(page, 'Nog een antwoord')]);
  await sleeps(asleep, false);
  await everybodyWrites(phones, 'Bijna');
  await killDesk();
  const anew: Phone[] = [];
  for (const { name, number } of phones) anew.push(await sandbox.newPhone(name, number));
  await everybodyWrites(anew, 'Na de val');
  await expect.poll(async () => (await openOnes(page)).length, { timeout: 60_000 }).toBe(customers.length);
  for (const screen of [page, other]) await isLive(screen);
  // Who looks at what is told to others than oneself: nobody looks while rows are compared.
  await page.goto('/#/all');

  const fresh = await (await browser.newContext({ baseURL: address(), locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', viewport: tall })).newPage();
  await logIn(fresh, 'lead');
  await fresh.goto('/#/all');
  await expect(fresh.getByRole('listbox').getByRole('option', { name: /Convergent/ })).toHaveCount(customers.length);
  // Replies are on their way and their receipts come in meanwhile: until all stands still.
  for (const screen of [page, other]) await expect.poll(async () => await rowsOf(screen), { timeout: 30_000 }).toEqual(await rowsOf(fresh));
  for (const customer of customers) {
    const truth = await threadOf(fresh, customer);
    expect(truth.length).toBeGreaterThan(10);
    for (const screen of [page, other]) await expect.poll(() => threadOf(screen, customer), { timeout: 20_000 }).toEqual(truth);
  }
  expect(told()).toBeGreaterThanOrEqual(eventsWanted);
  await fresh.context().close();
});
