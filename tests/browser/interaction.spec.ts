// A measure: how long the screen takes after a press, with ten thousand open conversations behind it, at the processor's
// speed and at a quarter of it. The figures go to results/interaction.json; bench/interaction makes the table of them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { expect, logIn, replyBox, Sandbox, test, type Phone } from './support';

const conversations = 10_000;
const opened = 12;
const messagesOfOpened = 40;
const rounds = Number(process.env.BALIE_ROUNDS ?? 20);
const data = process.env.BALIE_TEST_DATA ?? '';

// Straight into the demo's own cluster: ten thousand customers would be half an hour at the phone.
function psql(...rest: string[]): string {
  return execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', path.join(data, 'postgres/socket'), '-U', 'balie_superuser', '-d', 'balie', ...rest], { encoding: 'utf8' });
}

function seed(): void {
  if (psql('-c', 'SELECT count(*) FROM conversations WHERE account_id = 1 AND number > 5000000').trim() !== '0') return;
  psql('-c', `
    SET app.account = '1';
    CREATE TEMP TABLE made AS
    SELECT g, nextval('contact_ids') AS contact, nextval('contact_identity_ids') AS identity, nextval('conversation_ids') AS conversation,
           (SELECT id FROM inboxes WHERE account_id = 1 AND channel = 'whatsapp' LIMIT 1) AS inbox
      FROM generate_series(1, ${conversations}) g;
    INSERT INTO contacts (account_id, id, name) SELECT 1, contact, 'Meet ' || lpad(g::text, 5, '0') FROM made;
    INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value) SELECT 1, identity, contact, inbox, 'phone', '3161' || lpad(g::text, 7, '0') FROM made;
    INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, list_at, last_activity_at, last_inbound_at, waiting_since, preview, preview_direction, preview_kind, preview_content_type)
    SELECT 1, conversation, 5000000 + g, inbox, contact, identity, 'i' || identity, date_trunc('minute', now()), now(), now(), now() - interval '1 day' + g * interval '1 second', 'Wanneer komt de monteur ' || g, 'in', 'message', 'text' FROM made;
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, sender_type, sender_id, text, external_id)
    SELECT 1, nextval('message_ids'), conversation, inbox, identity, 'in', 'message', 'contact', contact, 'Wanneer komt de monteur ' || g || ', vraag ' || n, 'meet-' || g || '-' || n
      FROM made CROSS JOIN LATERAL generate_series(1, CASE WHEN g <= ${opened} THEN ${messagesOfOpened} ELSE 1 END) n;
    DELETE FROM search_cursors WHERE account_id = 1;
    ANALYZE contacts, contact_identities, conversations, messages;`);
}

interface Probe {
  // From now until the words stand there, and are painted.
  until: (selector: string, words: string, from?: 'frame') => Promise<number>;
  frameAt: number;
}

// In the page itself: what a test's own messages cost does not count.
async function install(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const probe: Probe = {
      frameAt: 0,
      until: (selector, words, from) => new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`${selector} never said ${words}`)), 20_000);
        const begin = performance.now();
        const stands = () => [...document.querySelectorAll(selector)].some((one) => one.textContent.includes(words));
        const look = () => {
          if (!stands()) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - (from === 'frame' ? probe.frameAt : begin)), 0));
        };
        const watch = new MutationObserver(look);
        watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      }),
    };
    Object.assign(window, { probe });
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', (event) => { if (typeof event.data === 'string' && event.data.includes('message')) probe.frameAt = performance.now(); });
      }
    };
  });
}

const probed = (page: Page, selector: string, words: string, from?: 'frame') => page.evaluate(([where, what, since]) => (window as unknown as { probe: Probe }).probe.until(where, what, since as 'frame' | undefined), [selector, words, from] as const);

// The clock starts with the press, in the page.
// A row, by the name in it; without one, the keys that send.
async function pressed(page: Page, row: string, selector: string, words: string): Promise<number> {
  return page.evaluate(([name, where, what]: [string, string, string]) => {
    const took = (window as unknown as { probe: Probe }).probe.until(where, what);
    if (name) [...document.querySelectorAll<HTMLElement>('[role=option]')].find((one) => one.textContent.includes(name))?.click();
    else document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
    return took;
  }, [row, selector, words] as [string, string, string]);
}

const nameOf = (place: number) => `Meet ${String(place).padStart(5, '0')}`;

async function openByRow(page: Page, place: number): Promise<number> {
  return pressed(page, nameOf(place), 'main h2', nameOf(place));
}

async function switches(page: Page): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) took.push(await openByRow(page, 1 + ((round * 3) % 8)));
  return took;
}

async function sends(page: Page): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const words = `Antwoord ${Date.now()} ${round}`;
    await replyBox(page).fill(words);
    await replyBox(page).focus();
    took.push(await pressed(page, '', '[role=log] article', words));
  }
  return took;
}

async function updates(page: Page, phone: Phone): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const words = `Nieuws ${Date.now()} ${round}`;
    const shown = probed(page, '[role=option]', words, 'frame');
    await phone.says(words);
    took.push(await shown);
  }
  return took;
}

async function searches(page: Page): Promise<number[]> {
  const took: number[] = [];
  await page.goto('/#/search-%20');
  const box = page.getByRole('combobox');
  await expect(box).toBeVisible();
  for (let round = 0; round < rounds; round += 1) {
    const place = 20 + round * 11;
    await box.fill('');
    const shown = probed(page, '[role=option]', `monteur ${place}`);
    await box.fill(`monteur ${place}`);
    took.push(await shown);
  }
  return took;
}

interface Figures {
  // Of the page's own thread, for one of them: other programs' share of the processor does not count.
  own: number;
  median: number;
  p95: number;
  worst: number;
}

function figures(took: number[], ownSeconds: number): Figures {
  const sorted = took.toSorted((left, right) => left - right);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { own: Math.round((1000 * ownSeconds) / took.length), median: at(0.5), p95: at(0.95), worst: at(1) };
}

async function threadSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

async function measured(session: CDPSession, work: () => Promise<number[]>): Promise<Figures> {
  const before = await threadSeconds(session);
  const took = await work();
  return figures(took, (await threadSeconds(session)) - before);
}

function keep(found: Record<string, Record<string, Figures>>): void {
  const folder = path.join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'interaction.json'), JSON.stringify({ conversations, rounds, ...found }, null, 2));
}

test('a switch, a send, a change in the list and a search with ten thousand conversations', async ({ page, platform }) => {
  test.skip(!process.env.BALIE_MEASURE, 'a measure: run bench/interaction on a quiet machine');
  test.setTimeout(600_000);
  expect(readFileSync(path.join(data, 'demo.json'), 'utf8')).toContain('log_ins');
  seed();
  const phone = await new Sandbox(platform).newPhone('Meet Beller');
  await install(page);
  await logIn(page, 'admin');
  await page.goto('/#/all;sort=waiting');
  await expect(page.getByRole('option', { name: new RegExp(nameOf(1)) })).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const found: Record<string, Record<string, Figures>> = {};
  for (const rate of [1, 4]) {
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    for (let place = 1; place <= 8; place += 1) await openByRow(page, place);
    const switched = await measured(session, () => switches(page));
    // Another one each time: who was answered waits no longer, and leaves the top.
    const rows = await page.getByRole('option').allTextContents();
    await openByRow(page, Number(/Meet (\d{5})/.exec(rows[8] ?? '')?.[1]));
    const sent = await measured(session, () => sends(page));
    await page.goto('/#/all;sort=newest');
    await phone.says('Ik bel even');
    await expect(page.getByRole('option', { name: /Meet Beller/ }).first()).toBeVisible();
    const updated = await measured(session, () => updates(page, phone));
    const searched = await measured(session, () => searches(page));
    found[`${rate}x`] = { switch: switched, send: sent, update: updated, search: searched };
    await page.goto('/#/all;sort=waiting');
    await expect(page.getByRole('option', { name: new RegExp(nameOf(1)) })).toBeVisible();
    keep(found);
  }
  expect(found['1x']?.switch?.own).toBeLessThan(100);
});
