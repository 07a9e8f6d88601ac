import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, expectAccessible, logIn, open, replyBox, test, thread } from './support';
import type { Page } from '@playwright/test';

const meter = () => readFileSync(path.join(import.meta.dirname, 'meter.png'));
const scale = (page: Page) => page.getByRole('dialog').getByRole('img').evaluate((image) => new DOMMatrix(getComputedStyle(image).transform));

test('a photo is looked at closely with keys and wheel, one after the other, and given back the focus', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Oscar Foto');
  await customer.sendsFile('meter-1.png', 'image/png', meter(), 'De eerste');
  for (const word of ['Praat', 'Klets', 'Babbel', 'Keuvel']) await customer.sends({ type: 'text', text: word, times: 20 });
  await customer.sendsFile('meter-2.png', 'image/png', meter(), 'De tweede');
  await logIn(page, 'agent');
  await page.goto('/#/all');
  await expect(page.getByRole('option', { name: /Oscar Foto.*82 ongelezen/ })).toBeVisible({ timeout: 30_000 });
  await open(page, 'Oscar Foto');
  const opener = thread(page).getByRole('button', { name: /Vergroot/ }).last();
  await opener.click();
  const viewer = page.getByRole('dialog', { name: 'Foto' });
  await expect(viewer.getByRole('heading', { name: 'Foto' })).toBeVisible();
  const second = await viewer.getByRole('img').getAttribute('src');
  await expectAccessible(page);

  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(viewer.getByText('156%')).toBeVisible();
  await viewer.getByRole('img').hover();
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await scale(page)).a).toBeGreaterThan(2);
  await page.keyboard.press('r');
  await expect.poll(async () => Math.abs((await scale(page)).b)).toBeGreaterThan(0.1);
  await page.keyboard.press('0');
  await page.keyboard.press('r');
  await page.keyboard.press('r');
  await page.keyboard.press('r');
  await expect.poll(async () => (await scale(page)).a).toBeCloseTo(1);

  const box = await viewer.getByRole('img').boundingBox();
  if (!box) throw new Error('no picture');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 80, box.y + box.height / 2 + 20);
  await page.mouse.up();
  expect((await viewer.getByRole('img').boundingBox())?.x).toBeCloseTo(box.x + 80, 0);

  await page.keyboard.press('ArrowLeft');
  await expect(viewer.getByRole('img')).not.toHaveAttribute('src', second ?? '');
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByRole('img')).toHaveAttribute('src', second ?? '');
  for (let times = 0; times < 12; times += 1) await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(opener).toBeFocused();
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`a photo, ${theme}`, () => {
    test.use({ colorScheme: theme });

    test('stands beside the conversation while one writes', async ({ page, sandbox }) => {
      const customer = await sandbox.newPhone(`Petra Naast ${theme}`);
      await customer.sendsFile('meter-3.png', 'image/png', meter());
      await logIn(page, 'agent');
      await open(page, `Petra Naast ${theme}`);
      await expect(thread(page).getByRole('button', { name: /Vergroot/ })).toBeVisible();
      await thread(page).focus();

      await page.keyboard.press('o');
      const beside = page.getByRole('complementary', { name: 'Foto' });
      await expect(beside.getByRole('img', { name: 'Foto' })).toBeVisible();
      await page.keyboard.press('+');
      await expect(beside.getByText('125%')).toBeVisible();
      await replyBox(page).fill('Ik lees 048217+o');
      await expect(replyBox(page)).toHaveValue('Ik lees 048217+o');
      await expect(beside.getByText('125%')).toBeVisible();
      await expectAccessible(page);
      await replyBox(page).fill('');
      await page.keyboard.press('Escape');
      await page.keyboard.press('o');
      await expect(beside).toBeHidden();
      await expect(page.getByRole('complementary', { name: 'Klant' })).toBeVisible();
    });
  });
}

test('a voice is played at a pace that is kept', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Roos Stem');
  await customer.sendsFile('stem.ogg', 'audio/ogg', readFileSync(path.resolve(import.meta.dirname, '../../web/src/sandbox/voice.ogg')), '', { voice: '1' });
  await logIn(page, 'agent');
  await open(page, 'Roos Stem');
  const pace = () => thread(page).locator('audio').evaluate((audio: HTMLAudioElement) => audio.playbackRate);
  await thread(page).getByRole('button', { name: 'Snelheid 1, wijzig' }).click();
  expect(await pace()).toBe(1.25);
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/me/preferences') && answer.ok());
  await thread(page).getByRole('button', { name: 'Snelheid 1,25, wijzig' }).click();
  await kept;
  await page.reload();
  await expect(thread(page).getByRole('button', { name: 'Snelheid 1,5, wijzig' })).toBeVisible();
  await expect.poll(pace).toBe(1.5);
  await thread(page).getByRole('button', { name: 'Snelheid 1,5, wijzig' }).click();
  await thread(page).getByRole('button', { name: 'Snelheid 2, wijzig' }).click();
  await expect(thread(page).getByRole('button', { name: 'Snelheid 1, wijzig' })).toBeVisible();
});

test('the number on a visiting card is copied with one press', async ({ page, sandbox, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const customer = (await sandbox.newPhone('Siem Kaart')).on('telegram');
  await customer.sends({ type: 'contacts', name: 'Installateur Jansen' });
  await logIn(page, 'agent');
  await open(page, 'Siem Kaart');
  await thread(page).getByRole('button', { name: /^Kopieer \+?\d/ }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\+?[\d ]+$/);
});
