// Nothing that a customer, a colleague or a platform writes runs in a browser. The pages' own policy is switched off
// here: it must be the screens that hold, not what stands behind them.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIRequestContext, Browser, BrowserContext, Page } from '@playwright/test';
import { address, expect, test } from './support';
import { Alarm } from './xss_alarm';
import { Poison } from './xss_answers';
import { canary, payloads } from './xss_payloads';

const manners = () => ({ 'X-Balie': '1', Origin: address() });

// A trace of so many words costs more than the test.
test.use({ trace: 'off', screenshot: 'off' });

async function ask(platform: APIRequestContext, method: 'POST' | 'PATCH' | 'DELETE', path: string, data?: unknown): Promise<Record<string, string>> {
  const answer = await platform.fetch(`/api/v1${path}`, { method, ...(data === undefined ? {} : { data }), headers: manners() });
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return method === 'DELETE' ? {} : ((await answer.json()) as Record<string, string>);
}

// A browser without the pages' policy, with somebody signed in, and ears.
async function unguarded(browser: Browser, platform: APIRequestContext): Promise<{ context: BrowserContext; alarm: Alarm; page: Page }> {
  const context = await browser.newContext({ baseURL: address(), bypassCSP: true, locale: 'nl-NL', viewport: { width: 1440, height: 900 }, storageState: await platform.storageState() });
  const alarm = await Alarm.over(context, address());
  return { context, alarm, page: await context.newPage() };
}

async function expectQuiet(page: Page, alarm: Alarm, where: string): Promise<void> {
  expect(await Alarm.seen(page), where).toEqual([]);
  expect(alarm.fired, where).toEqual([]);
}

// What every hostile word has in it, so that a screen is known to show some.
const words = /ranXss|alert|console|fetch|Image|top\[|canary/;

const fitting = (bytes: number) => payloads.filter((one) => Buffer.byteLength(one) <= bytes);

// Upwards through a thread to its first message, looking at every part of it.
async function readThrough(page: Page, look: () => Promise<void>): Promise<Set<string>> {
  const seen = new Set<string>();
  const log = page.getByRole('log');
  for (let idle = 0; idle < 4;) {
    const before = seen.size;
    for (const id of await log.locator('[data-message]').evaluateAll((all) => all.map((one) => one.getAttribute('data-message') ?? ''))) seen.add(id);
    await look();
    await log.evaluate((box) => { (box.closest('[class*=scroller]') ?? box).scrollTop = 0; });
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 150); }));
    idle = seen.size === before ? idle + 1 : 0;
  }
  return seen;
}

test.describe('hostile words', () => {
  test('the alarm hears each kind of running, and sees what would run', async ({ browser }) => {
    const context = await browser.newContext({ bypassCSP: true });
    await context.route('http://seeded.example/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title><div id=sink></div>' }));
    await context.route('http://elsewhere.example/', (route) => route.fulfill({ contentType: 'text/html', body: 'x' }));
    const alarm = await Alarm.over(context, 'http://seeded.example/');
    const page = await context.newPage();
    const sink = async (words: string) => {
      await page.goto('http://seeded.example/');
      await page.evaluate((html) => { const place = document.querySelector('#sink'); if (place) place.innerHTML = html; }, words);
    };
    for (const [kind, call] of Object.entries({ function: 'ranXss(1)', dialog: 'alert(1)', console: "console.log('xss-1')", request: `fetch('https://${canary}/1')`, navigation: "location='http://elsewhere.example/'" })) {
      await sink(`<img src=x onerror=${call}>`);
      await expect.poll(() => alarm.fired.some((one) => one.startsWith(kind)), { message: kind }).toBe(true);
    }
    await sink(`<iframe src="https://${canary}/frame"></iframe>`);
    await expect.poll(() => alarm.fired.some((one) => one.startsWith('request') && one.endsWith('/frame'))).toBe(true);
    for (const [why, words] of [['handler', '<p onclick=x>'], ['address', '<a href="java&#9;script:x">x</a>'], ['element', '<math>'], ['style', '<p style="background:url(/x)">'], ['script', '<script>x</script>']] as const) {
      await sink(words);
      expect((await Alarm.seen(page)).some((one) => one.startsWith(why)), why).toBe(true);
    }
    await context.close();
  });

  test('the corpus is large, and most of it would run where text is taken for markup', async ({ browser }) => {
    expect(payloads.length).toBeGreaterThanOrEqual(500);
    const context = await browser.newContext({ bypassCSP: true });
    await context.route('http://seeded.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' }));
    await context.route(/^https?:\/\/(?!seeded)/, (route) => route.abort());
    const page = await context.newPage();
    await page.goto('http://seeded.example/');
    // Parsed in a document that runs nothing: only what would have run is counted.
    const live = await page.evaluate((all) => all.filter((words) => {
      const parsed = new DOMParser().parseFromString(`<!doctype html><body>${words}</body>`, 'text/html');
      return [...parsed.querySelectorAll('*')].some((one) => one.localName === 'script' || [...one.attributes].some(({ name, value }) => /^on/i.test(name) || /^\W*(javascript|data|vbscript)\W/i.test(value) || value.includes('canary.example')));
    }).length, payloads);
    expect(live).toBeGreaterThan(payloads.length / 2);
    await context.close();
  });

  test('are words on the screens of the desk: as a customer says them', async ({ browser, platform, sandbox }) => {
    test.setTimeout(120_000);
    const short = fitting(100);
    const inbox = await ask(platform, 'POST', '/inboxes', { channel: 'api', name: payloads[0], settings: { endpoint_url: 'https://example.org/hook', endpoint_secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` } });
    const label = await ask(platform, 'POST', '/labels', { name: short[1], color: '#123456' });
    const team = await ask(platform, 'POST', '/teams', { name: payloads[2], member_ids: [] });
    const canned = await ask(platform, 'POST', '/canned-responses', { shortcut: 'xss', text: payloads[3] });
    const who = { external_id: 'xss', name: payloads[4], username: payloads[5] };
    const events = payloads.map((text, index) => ({ type: 'message', id: `xss-${index}`, contact: who, text, ...(index > 0 && index % 7 === 0 ? { reply_to_id: `xss-${index - 1}` } : {}) }));
    for (let from = 0; from < events.length; from += 400) await ask(platform, 'POST', `/inboxes/${inbox.id ?? ''}/inbound`, { events: events.slice(from, from + 400) });
    const others = short.slice(0, 60).map((name, index) => ({ type: 'message', id: `xss-name-${index}`, contact: { external_id: `xss-${index}`, name }, text: payloads[index + 6] }));
    const { items } = (await ask(platform, 'POST', `/inboxes/${inbox.id ?? ''}/inbound`, { events: others })) as unknown as { items: { conversation_id: string }[] };
    const main = ((await ask(platform, 'POST', `/inboxes/${inbox.id ?? ''}/inbound`, { events: events.slice(0, 1) })) as unknown as { items: { conversation_id: string }[] }).items[0]?.conversation_id ?? '';
    const shop = await sandbox.newPhone(payloads[7]?.slice(0, 70) ?? '');
    await shop.sends({ type: 'location', place: { latitude: 52, longitude: 5, name: payloads[8], address: payloads[9] } });
    await shop.sends({ type: 'contacts', name: payloads[10] });
    await ask(platform, 'POST', `/conversations/${main}/messages`, { client_id: `xss${Date.now()}`, kind: 'note', text: payloads.slice(0, 12).join('\n') });

    const { context, alarm, page } = await unguarded(browser, platform);
    await page.goto(`/#/all/${main}`);
    await expect(page.getByRole('log')).toContainText('ranXss');
    const seen = await readThrough(page, () => expectQuiet(page, alarm, 'thread'));
    expect(seen.size).toBeGreaterThanOrEqual(500);
    for (const place of ['all', `all/${items[0]?.conversation_id ?? ''}`, 'settings/labels', 'settings/teams', 'settings/canned', 'settings/channels', `settings/channels/${inbox.id ?? ''}`, 'wall']) {
      await page.goto(`/#/${place}`);
      await expect(page.getByText(words).first()).toBeAttached();
      await expectQuiet(page, alarm, place);
    }
    await context.close();
    for (const path of [`/inboxes/${inbox.id ?? ''}`, `/labels/${label.id ?? ''}`, `/teams/${team.id ?? ''}`, `/canned-responses/${canned.id ?? ''}`]) await ask(platform, 'DELETE', path);
  });

  test('are words in every field of every answer', async ({ browser, platform, sandbox }) => {
    test.setTimeout(120_000);
    const customer = await sandbox.newPhone('Xandra');
    await customer.sends({ type: 'text', text: 'Dag', times: 20 });
    await customer.on('facebook').comments('new', 'In het openbaar');
    const list = (await (await platform.get('/api/v1/conversations?status=open&limit=50')).json()) as { items: { id: string }[] };
    const { context, alarm, page } = await unguarded(browser, platform);
    const poison = new Poison();
    await poison.into(context);
    const settings = ['channels', 'channels/connect', 'channels/100001', 'channels/100005', 'users', 'teams', 'labels', 'canned', 'contacts', 'quarantine', 'account', 'me', 'keys'].map((one) => `settings/${one}`);
    // Where nothing stands but what the desk says itself.
    const showNobodysWords = new Set(['settings/contacts', 'settings/keys', 'settings/me', 'settings/account', 'settings/quarantine', 'settings/channels/connect']);
    const places = ['mine', 'all', ...list.items.slice(0, 2).map(({ id }) => `all/${id}`), 'resolved', 'wall', ...settings];
    for (let round = 0; round < 5; round += 1) {
      await page.goto('about:blank');
      for (const place of places) {
        await page.goto(`/#/${place}`);
        await expect(page.locator('h1, h2').first()).toBeAttached();
        if (!showNobodysWords.has(place)) await expect(page.getByText(words).first()).toBeAttached();
        await expectQuiet(page, alarm, place);
      }
    }
    await page.goto('/sandbox');
    await expect(page.getByRole('navigation').first()).toBeVisible();
    await expectQuiet(page, alarm, 'sandbox');
    for (const key of ['name', 'text']) expect(poison.used.get(key)?.size ?? 0, key).toBeGreaterThanOrEqual(200);
    await context.close();
  });

  test('are words in the chat on a site, and in what it tells the desk', async ({ browser, platform, sandbox }) => {
    expect(sandbox).toBeDefined();
    let html = '';
    const server = createServer((_, answer) => { answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => { resolve(); }); });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const inbox = await ask(platform, 'POST', '/inboxes', { channel: 'webchat', name: fitting(150)[20], settings: { allowed_origins: origin, greeting: payloads.filter((one) => one.length < 60).slice(0, 12).join(' '), opening_hours_note: fitting(150)[30] } });
    html = `<!doctype html><html lang="nl"><title>x</title><body><script src="${address()}/widget.js" data-key="${inbox.address ?? ''}" async></script></body></html>`;
    const visitor = await browser.newContext({ bypassCSP: true, locale: 'nl-NL' });
    const alarm = await Alarm.over(visitor, origin);
    const tab = await visitor.newPage();
    await tab.goto(`${origin}/?"><img src=x onerror=ranXss(1)>`);
    await tab.evaluate((title) => { document.title = title; }, payloads[40] ?? '');
    await tab.getByRole('button', { name: 'Open de chat' }).click();
    const box = tab.getByRole('textbox', { name: 'Schrijf een bericht' });
    for (let from = 0; from < payloads.length; from += 60) {
      await box.fill(payloads.slice(from, from + 60).map((one) => one.replaceAll(/[\r\n]+/g, ' ')).join('\n').slice(0, 9900));
      await box.press('Enter');
    }
    const log = tab.getByRole('log', { name: 'Berichten' });
    await expect(log.locator('[data-status]')).toHaveCount(Math.ceil(payloads.length / 60));
    await expectQuiet(tab, alarm, 'chat');
    const open = (await (await platform.get('/api/v1/conversations?status=open&limit=50')).json()) as { items: { id: string; inbox_id: string }[] };
    const { id = '' } = open.items.find((one) => one.inbox_id === inbox.id) ?? {};
    await ask(platform, 'POST', `/conversations/${id}/messages`, { client_id: `xssreply${Date.now()}`, kind: 'reply', text: `Antwoord\n${payloads.slice(100, 160).join('\n').slice(0, 9000)}` });
    await expect(log).toContainText('Antwoord');
    await expectQuiet(tab, alarm, 'chat with an answer');

    const desk = await unguarded(browser, platform);
    await desk.page.goto(`/#/all/${id}`);
    await expect(desk.page.getByRole('log')).toContainText('Antwoord');
    await expect(desk.page.getByRole('complementary').last()).toBeAttached();
    await expectQuiet(desk.page, desk.alarm, 'desk of the chat');
    await desk.context.close();
    await visitor.close();
    server.closeAllConnections();
    server.close();
    await ask(platform, 'DELETE', `/inboxes/${inbox.id ?? ''}`);
  });
});
