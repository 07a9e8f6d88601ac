// Website chat on a page of another origin: a whole round trip, with two tabs and a reload.
import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { arrivals } from './arrival';
import { address, expect, logIn, open, replyBox, send, test as base, thread } from './support';

// The site's own policy, as docs/channels/webchat.md has it: what it does not allow must not be needed.
const policy = (desk: string) => `default-src 'none'; script-src ${desk}; connect-src ${desk} ${desk.replace('http', 'ws')}; img-src blob:`;

const identitySecret = 'a fictional secret of the shop';

interface Site { origin: string; server: Server; show: (html: string) => void; key: string }

async function startSite(): Promise<Omit<Site, 'key'>> {
  let page = '';
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy(address()) });
    answer.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => { resolve(); }));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, show: (html) => { page = html; } };
}

async function makeInbox(request: APIRequestContext, origin: string): Promise<string> {
  const answer = await request.post('/api/v1/inboxes', {
    data: { channel: 'webchat', name: 'De winkel', settings: { allowed_origins: origin, greeting: 'Waarmee helpen we u?', color: '#7a1f5c', asks_name: 'true', identity_secret: identitySecret } },
    headers: { 'X-Balie': '1', Origin: address() },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { address: string }).address;
}

declare global {
  interface Window { balie?: { identify: (identity: { external_id: string; hash: string; name?: string }) => Promise<boolean> } }
}

const test = base.extend<{ site: Site }>({
  site: async ({ platform, sandbox }, use) => {
    // The list shows what is in sight: of a full desk the newest conversation is not.
    await sandbox.clearsTheDesk();
    const site = await startSite();
    const key = await makeInbox(platform, site.origin);
    site.show(`<!doctype html><html lang="nl"><head><title>Winkel</title></head><body><main><h1>De winkel</h1><script src="${address()}/widget.js" data-key="${key}" async></script></main></body></html>`);
    await use({ ...site, key });
    site.server.closeAllConnections();
    site.server.close();
  },
});

const meter = () => readFileSync(path.join(import.meta.dirname, 'meter.png'));
const log = (page: Page) => page.getByRole('log', { name: 'Berichten' });

async function begin(page: Page, site: Site, name: string): Promise<void> {
  await page.goto(site.origin);
  await page.getByRole('button', { name: 'Open de chat' }).click();
  await page.getByLabel('Uw naam').fill(name);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(log(page)).toContainText('Waarmee helpen we u?');
}

async function writes(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Schrijf een bericht' }).fill(text);
  await page.keyboard.press('Enter');
}

test.describe('website chat', () => {
  test('goes to the desk and back, in every tab, and stays', async ({ page, browser, site }) => {
    const visitor = await browser.newContext({ locale: 'nl-NL' });
    const tab = await visitor.newPage();
    const complaints: string[] = [];
    tab.on('console', (message) => { if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text()); });
    await begin(tab, site, 'Wanda Website');
    const { violations } = await new AxeBuilder({ page: tab }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join()}`)).toEqual([]);
    await writes(tab, 'Is de fiets nog te koop?');
    await expect(log(tab).locator('[data-status="sent"]')).toHaveCount(1);

    await logIn(page, 'admin');
    await open(page, 'Wanda Website');
    await expect(thread(page)).toContainText('Is de fiets nog te koop?');
    await expect(log(tab).locator('[data-status="read"]')).toHaveCount(1);
    await send(page, 'Jazeker, kom gerust kijken. Zie https://fiets.example/blauw?maat=56.');
    await expect(log(tab)).toContainText('Jazeker, kom gerust kijken.');
    await expect(log(tab).getByRole('link')).toHaveAttribute('href', 'https://fiets.example/blauw?maat=56');
    await expect(thread(page).getByRole('article').filter({ hasText: 'Jazeker' }).locator('[data-status="read"]')).toBeVisible();

    await tab.reload();
    await tab.getByRole('button', { name: 'Open de chat' }).click();
    await expect(log(tab)).toContainText('Is de fiets nog te koop?');
    await expect(log(tab)).toContainText('Jazeker, kom gerust kijken.');

    const second = await visitor.newPage();
    await second.goto(site.origin);
    await second.getByRole('button', { name: 'Open de chat' }).click();
    await expect(log(second)).toContainText('Jazeker, kom gerust kijken.');
    await writes(second, 'Dan kom ik morgen.');
    await expect(log(tab)).toContainText('Dan kom ik morgen.');
    await expect(thread(page)).toContainText('Dan kom ik morgen.');
    await arrivals(page, 'webchat', (text) => writes(tab, text));
    expect(complaints).toEqual([]);
    await visitor.close();
  });

  test('carries a photo both ways, and shows who writes', async ({ page, browser, site }) => {
    const visitor = await browser.newContext({ locale: 'nl-NL' });
    const tab = await visitor.newPage();
    await begin(tab, site, 'Frits Foto');
    const chooser = tab.waitForEvent('filechooser');
    await tab.getByRole('button', { name: 'Voeg een bestand toe' }).click();
    await (await chooser).setFiles({ name: 'meter.png', mimeType: 'image/png', buffer: meter() });
    await expect(tab.getByRole('button', { name: 'Verwijder meter.png' })).toBeVisible();
    const own = log(tab).getByRole('img', { name: 'meter.png' });
    // The answer to the post is older than what the stream tells meanwhile, and comes later.
    let isAnswered = false;
    await tab.route('**/client/v1/messages?*', async (route) => {
      const answer = await route.fetch();
      if (route.request().method() === 'POST') await own.waitFor();
      await route.fulfill({ response: answer });
      isAnswered = true;
    });
    await writes(tab, 'Dit is de stand.');
    await expect.poll(() => isAnswered).toBe(true);
    await tab.unroute('**/client/v1/messages?*');
    await expect.poll(() => own.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

    await logIn(page, 'admin');
    await open(page, 'Frits Foto');
    const theirs = thread(page).getByRole('button', { name: /Vergroot/ });
    await expect.poll(() => theirs.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await tab.getByRole('textbox', { name: 'Schrijf een bericht' }).pressSequentially('Nog');
    await expect(page.getByText('Frits Foto typt')).toBeVisible();
    await replyBox(page).pressSequentially('Dank');
    await expect(tab.getByText(/typt…/)).toBeVisible();

    await page.getByTestId('file-input').setInputFiles({ name: 'uitleg.png', mimeType: 'image/png', buffer: meter() });
    await expect(page.getByRole('button', { name: 'Verwijder uitleg.png' })).toBeVisible();
    await send(page, 'Hier ziet u het.');
    const answer = log(tab).getByRole('img', { name: 'uitleg.png' });
    await expect.poll(() => answer.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await visitor.close();
  });

  test('works by keyboard alone, and gives the focus back', async ({ page, site }) => {
    await page.goto(site.origin);
    await expect(page.getByRole('button', { name: 'Open de chat' })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'De winkel' })).toBeVisible();
    await expect(page.getByLabel('Uw naam')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Open de chat' })).toBeFocused();
  });

  test('sends what was written without a network, once, also after a reload', async ({ page, browser, site }) => {
    const visitor = await browser.newContext({ locale: 'nl-NL' });
    const tab = await visitor.newPage();
    await begin(tab, site, 'Otto Offline');
    await writes(tab, 'Eerst dit.');
    await expect(log(tab).locator('[data-status]')).toHaveCount(1);

    // What is asked goes nowhere; the stream stands.
    const said: string[] = [];
    await visitor.route('**/client/v1/messages?*', (route) => (route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.continue()));
    await writes(tab, 'Dit hoort u straks.');
    await expect(log(tab)).toContainText('Geen verbinding: wordt later verstuurd');
    await expect(tab.getByText('Geen verbinding. We proberen het opnieuw.')).toBeVisible();
    await tab.reload();
    await tab.getByRole('button', { name: 'Open de chat' }).click();
    await expect(log(tab)).toContainText('Geen verbinding: wordt later verstuurd');
    await visitor.unroute('**/client/v1/messages?*');
    visitor.on('request', (request) => { if (request.method() === 'POST' && request.url().includes('/messages?')) said.push(request.postData() ?? ''); });
    const second = await visitor.newPage();
    await second.goto(site.origin);
    await second.getByRole('button', { name: 'Open de chat' }).click();
    await expect(log(second)).toContainText('Eerst dit.');
    await tab.evaluate(() => { dispatchEvent(new Event('online')); });
    await expect(log(tab).locator('[data-status]')).toHaveCount(2);
    await expect(log(second)).toContainText('Dit hoort u straks.');
    await expect(log(tab)).not.toContainText('Geen verbinding');

    await logIn(page, 'admin');
    await open(page, 'Otto Offline');
    await expect(thread(page).getByRole('article').filter({ hasText: 'Dit hoort u straks.' })).toHaveCount(1);
    expect(new Set(said).size).toBe(1);
    await visitor.close();
  });

  test('speaks English, takes the site’s own colour, and knows whom the site vouches for', async ({ page, browser, site }) => {
    site.show(`<!doctype html><html lang="en"><head><title>Shop</title></head><body><main><h1>The shop</h1><script src="${address()}/widget.js" data-key="${site.key}" data-locale="en" data-color="#ffd400" async></script></main></body></html>`);
    const visitor = await browser.newContext({ locale: 'en-GB' });
    const tab = await visitor.newPage();
    await tab.goto(site.origin);
    await expect(tab.getByRole('button', { name: 'Open the chat' })).toHaveCSS('background-color', 'rgb(255, 212, 0)');
    const identify = (hash: string) => tab.evaluate((proof) => window.balie?.identify({ external_id: 'customer-7', hash: proof, name: 'Vera Verified' }), hash);
    expect(await identify('0'.repeat(64))).toBe(false);
    expect(await identify(createHmac('sha256', identitySecret).update('customer-7').digest('hex'))).toBe(true);

    await tab.getByRole('button', { name: 'Open the chat' }).click();
    await expect(tab.getByLabel('Your name')).toHaveCount(0);
    await tab.getByRole('textbox', { name: 'Write a message' }).fill('Where is my order?');
    await tab.getByRole('button', { name: 'Send' }).click();
    await expect(tab.getByRole('log', { name: 'Messages' }).locator('[data-status]')).toHaveCount(1);

    await logIn(page, 'admin');
    await open(page, 'Vera Verified');
    const pane = page.getByRole('complementary').filter({ hasText: 'customer-7' });
    await expect(pane).toContainText('bewezen');
    await visitor.close();
  });

  test('is one small file', async ({ request }) => {
    const answer = await request.get('/widget.js');
    expect(gzipSync(await answer.body(), { level: 9 }).length).toBeLessThan(15 * 1024);
  });

  test('fills a small screen: the send button sends, the panel has its own close', async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await begin(page, site, 'Klaas Klein');
    await page.getByRole('textbox', { name: 'Schrijf een bericht' }).fill('Past dit?');
    await page.getByRole('button', { name: 'Verstuur' }).click();
    await expect(log(page).locator('[data-status]')).toHaveCount(1);
    await page.getByRole('button', { name: 'Sluit de chat' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Open de chat' })).toBeFocused();
  });
});
