// One round trip on every channel of the sandbox: a customer writes, an agent answers, and it arrives where it belongs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { arrivals } from './arrival';
import { expect, expectAccessible, logIn, replyBox, send, test, thread, type Entry, type Phone } from './support';

const meter = () => readFileSync(path.join(import.meta.dirname, 'meter.png'));

interface Channel {
  channel: string;
  title: string;
  receipt?: 'delivered' | 'read';
  takesPhotos: boolean;
  // The platform asks the desk for the agent's photos.
  fetchesPhotos?: boolean;
}

const privateChannels: Channel[] = [
  { channel: 'whatsapp', title: 'WhatsApp', receipt: 'read', takesPhotos: true },
  { channel: 'messenger', title: 'Messenger', receipt: 'read', takesPhotos: true },
  { channel: 'instagram', title: 'Instagram', receipt: 'read', takesPhotos: true },
  { channel: 'x', title: 'X', receipt: 'read', takesPhotos: true },
  { channel: 'telegram', title: 'Telegram', takesPhotos: true },
  { channel: 'twilio', title: 'Sms', receipt: 'delivered', takesPhotos: true, fetchesPhotos: true },
  { channel: 'messagebird', title: 'Sms', receipt: 'delivered', takesPhotos: false },
  { channel: 'cm', title: 'Sms', receipt: 'delivered', takesPhotos: true, fetchesPhotos: true },
];

interface PublicChannel {
  channel: string;
  title: string;
  // Where an answer in private arrives: on the channel itself, or on another.
  privateOn: string;
  beginsPosts: boolean;
}

const publicChannels: PublicChannel[] = [
  { channel: 'facebook', title: 'Facebook', privateOn: 'messenger', beginsPosts: true },
  { channel: 'instagram', title: 'Instagram', privateOn: 'instagram', beginsPosts: false },
  { channel: 'x', title: 'X', privateOn: 'x', beginsPosts: true },
];

async function theirs(phone: Phone, text: string): Promise<Entry | undefined> {
  return (await phone.thread()).find((entry) => entry.author === 'desk' && entry.text === text);
}

function said(page: Page, text: string): Locator {
  return thread(page).getByRole('article').filter({ hasText: text }).first();
}

test.describe('a private round trip', () => {
  for (const { channel, title, receipt, takesPhotos, fetchesPhotos } of privateChannels) {
    test(`on ${channel}`, async ({ page, sandbox }) => {
      const name = `Ronde ${channel}`;
      const phone = (await sandbox.newPhone(name)).on(channel);
      await logIn(page, 'admin');
      await page.goto('/#/unassigned');
      await phone.says('Hoe geef ik mijn meterstand door?');
      const row = page.getByRole('option').filter({ hasText: 'Hoe geef ik mijn meterstand door?' });
      await expect(row).toHaveAccessibleName(new RegExp(`^${title}, `, 'i'));
      await expect(row).not.toHaveAccessibleName(/openbaar/);

      await row.click();
      await expect(said(page, 'Hoe geef ik mijn meterstand door?')).toBeVisible();
      await arrivals(page, channel, (text) => phone.says(text));
      await send(page, 'Stuur ons een foto.');
      await expect.poll(() => theirs(phone, 'Stuur ons een foto.')).toBeTruthy();
      const answer = said(page, 'Stuur ons een foto.');
      if (receipt) await expect(answer.locator(`[data-status="${receipt}"]`)).toBeVisible();
      await expect(thread(page).getByRole('article').filter({ hasText: 'Stuur ons een foto.' })).toHaveCount(1);

      if (!takesPhotos) return;
      await phone.sendsFile('meter.png', 'image/png', meter());
      const picture = thread(page).getByRole('button', { name: /Vergroot/ });
      await expect.poll(() => picture.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

      if (!fetchesPhotos) return;
      await page.getByTestId('file-input').setInputFiles({ name: 'uitleg.png', mimeType: 'image/png', buffer: meter() });
      await expect(page.getByRole('button', { name: 'Verwijder uitleg.png' })).toBeVisible();
      await send(page, 'Hier ziet u het.');
      await expect.poll(async () => (await phone.thread()).at(-1)).toMatchObject({ author: 'desk', type: 'image' });
      const shown = await page.request.get(`/sandbox/api/media/${(await phone.thread()).at(-1)?.media_id ?? ''}`);
      expect((await shown.body()).equals(meter())).toBe(true);
    });
  }
});

async function postPublicly(page: Page, text: string): Promise<void> {
  await replyBox(page).fill(text);
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: /Openbaar plaatsen/ });
  await expect(dialog).toContainText('Iedereen kan dit lezen');
  await expect(dialog).toContainText(text);
  await dialog.getByRole('button', { name: 'Openbaar plaatsen' }).click();
}

test.describe('a public round trip', () => {
  for (const { channel, title, privateOn, beginsPosts } of publicChannels) {
    test(`on ${channel}`, async ({ page, sandbox }) => {
      const phone = (await sandbox.newPhone(`Publiek ${channel}`)).on(channel);
      const post = (await phone.posts()).find(({ author }) => author === 'desk');
      const question = `Geldt dit ook op ${channel}?`;
      await logIn(page, 'admin');
      await page.goto('/#/unassigned');
      await phone.comments(post?.id ?? '', question);
      const row = page.getByRole('option').filter({ hasText: question });
      await expect(row).toHaveAccessibleName(new RegExp(`^${title}, openbaar`));
      await row.click();
      await expect(said(page, question)).toBeVisible();
      await expect(page.getByRole('region', { name: 'Schrijven' })).toContainText('Openbaar');
      await arrivals(page, `${channel}, public`, (text) => phone.comments(post?.id ?? '', text));

      await postPublicly(page, `Ja, ook op ${channel}.`);
      const under = async () => (await phone.posts()).find(({ id }) => id === post?.id)?.comments ?? [];
      await expect.poll(async () => (await under()).find(({ text }) => text === `Ja, ook op ${channel}.`)?.author).toBe('desk');
      await expect(thread(page).getByRole('article').filter({ hasText: `Ja, ook op ${channel}.` })).toHaveCount(1);
      expect(await phone.thread()).toEqual([]);
      // What was said once does not stand for the next.
      await postPublicly(page, `En nog iets, op ${channel}.`);
      await expect.poll(async () => (await under()).filter(({ author }) => author === 'desk').length).toBe(2);

      const comment = said(page, question);
      await comment.hover();
      await comment.getByRole('button', { name: 'Verbergen voor het publiek' }).click();
      await expect.poll(async () => (await under()).find(({ text }) => text === question)?.is_hidden).toBe(true);

      await comment.hover();
      await comment.getByRole('button', { name: 'Verder in privé' }).click();
      await page.getByLabel('Privébericht').fill('Wat is uw klantnummer?');
      await page.getByRole('button', { name: 'Privé versturen' }).click();
      await expect.poll(() => theirs(phone.on(privateOn), 'Wat is uw klantnummer?')).toBeTruthy();
      expect((await under()).map(({ text }) => text)).not.toContain('Wat is uw klantnummer?');
      await expect(said(page, 'Wat is uw klantnummer?')).toBeVisible();

      if (!beginsPosts) return;
      await phone.comments('new', `Hulde, @noorderlicht op ${channel}!`);
      await page.goto('/#/unassigned');
      await expect(page.getByRole('option').filter({ hasText: `op ${channel}!` })).toHaveAccessibleName(new RegExp(`^${title}, openbaar`));
    });
  }
});

test('customers have written on every channel before anybody looks', async ({ platform }) => {
  const found = async () => {
    const lists = await Promise.all(['open', 'pending', 'resolved'].map(async (status) => {
      const answer = await platform.get(`/api/v1/conversations?status=${status}&limit=200`);
      return ((await answer.json()) as { items: { channel: string; public: boolean; contact: { name?: string } }[] }).items;
    }));
    return lists.flat();
  };
  await expect.poll(async () => new Set((await found()).map((one) => one.channel)).size).toBeGreaterThanOrEqual(9);
  expect((await found()).some((one) => one.public)).toBe(true);
});

test.describe('the phone itself', () => {
  for (const [colorScheme, width, height] of [['light', 1440, 900], ['dark', 390, 844]] as const) {
    test(`looks as what it is, ${colorScheme} at ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await logIn(page, 'admin');
      await page.goto('/sandbox');
      await page.getByRole('button', { name: 'Facebook', exact: true }).click();
      const feed = page.getByRole('region', { name: 'Openbare berichten' });
      const post = feed.getByRole('article', { name: /zonnepanelen/ });
      await post.getByRole('button', { name: 'Reageer hier' }).click();
      await expect(page.getByText(/Openbaar, onder “Wij leggen/)).toBeVisible();
      await page.getByRole('textbox', { name: 'Bericht' }).fill(`Leuk, ${colorScheme}!`);
      await page.keyboard.press('Enter');
      await expect(post.getByRole('listitem').filter({ hasText: `Leuk, ${colorScheme}!` })).toBeVisible();
      await expectAccessible(page);

      await page.getByRole('button', { name: 'X', exact: true }).click();
      await expect(page.getByRole('tab', { name: 'Openbaar' })).toHaveAttribute('aria-selected', 'true');
      await page.getByRole('tab', { name: 'Privé' }).click();
      await expect(page.getByRole('log', { name: 'Gesprek op de telefoon' })).toBeVisible();

      await page.getByRole('button', { name: /Twilio/ }).click();
      await expect(page.getByRole('region', { name: /^Sms · Twilio/ })).toBeVisible();
      await expect(page.getByRole('tab')).toHaveCount(0);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    });
  }
});
