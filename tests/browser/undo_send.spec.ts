import { expect, logIn, open, replyBox, send, test, thread } from './support';
import type { Page } from '@playwright/test';

// On this channel a reply can be taken back for so long.
async function thinksTwice(page: Page, choice: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Later versturen en meer' }).click();
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/me/preferences') && answer.ok());
  await page.getByRole('menuitemcheckbox', { name: choice }).click();
  await kept;
  await page.keyboard.press('Escape');
}

test.describe('a reply that has just been sent', () => {
  test.afterEach(async ({ page }) => thinksTwice(page, /Niet/));

  test('can be taken back with one key, and stands in the box again', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Olga Spijt');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Olga Spijt');
    await thinksTwice(page, /10 seconden/);
    await send(page, 'Dit was te snel');
    await expect(thread(page)).toContainText('Dit was te snel');
    await expect(thread(page)).toContainText(/gaat over \d+ s weg/);
    await expect(replyBox(page)).toBeFocused();

    await page.keyboard.press('Control+z');

    await expect(replyBox(page)).toHaveValue('Dit was te snel');
    await expect(replyBox(page)).toBeFocused();
    await expect(thread(page)).not.toContainText('Dit was te snel');
    await replyBox(page).fill('Dit is beter');
    await page.keyboard.press('Control+Enter');
    await expect(thread(page).locator('[data-status="read"]')).toBeVisible({ timeout: 25_000 });
    expect((await customer.thread()).filter(({ author }) => author === 'desk').map(({ text }) => text)).toEqual(['Dit is beter']);
  });

  test('with a file comes back whole, quote included', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Pia Bijlage');
    await customer.says('Stuurt u de folder?');
    await logIn(page, 'agent');
    await open(page, 'Pia Bijlage');
    await thinksTwice(page, /10 seconden/);
    await page.getByText('Stuurt u de folder?').last().hover();
    await page.getByRole('button', { name: 'Antwoord hierop' }).first().click();
    await page.getByTestId('file-input').setInputFiles({ name: 'folder.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
    await expect(page.getByRole('button', { name: 'Verwijder folder.pdf' })).toBeVisible();
    await send(page, 'Hierbij de folder');
    await expect(thread(page)).toContainText(/gaat over \d+ s weg/);

    await page.getByRole('region', { name: 'Meldingen' }).getByRole('button', { name: /Ongedaan/ }).click();

    await expect(replyBox(page)).toHaveValue('Hierbij de folder');
    await expect(page.getByRole('button', { name: 'Verwijder folder.pdf' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Niet citeren' })).toBeVisible();
    await page.getByRole('button', { name: 'Verwijder folder.pdf' }).click();
    await replyBox(page).fill('');
  });

  test('and resolved is open again when it is taken back', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Rita Terug');
    await customer.says('Klaar?');
    await logIn(page, 'agent');
    await open(page, 'Rita Terug');
    await thinksTwice(page, /10 seconden/);
    await replyBox(page).fill('Klaar.');
    await page.keyboard.press('Control+Shift+Enter');
    const notice = page.getByRole('region', { name: 'Meldingen' }).getByRole('status').filter({ hasText: 'afgerond' });
    await expect(notice).toBeVisible();
    await expect(page.getByRole('option', { name: /Rita Terug/ })).toContainText('afgerond');

    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');

    await expect(page.getByRole('log', { name: 'Gesprek met Rita Terug' })).toBeVisible();
    await expect(replyBox(page)).toHaveValue('Klaar.');
    await expect(page.getByRole('button', { name: 'Afronden', exact: true })).toBeVisible();
    await replyBox(page).fill('');
  });

  test('is said to have left when it was too late', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Stan Laat');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Stan Laat');
    await thinksTwice(page, /10 seconden/);
    await page.route('**/cancel', (route) => route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Conflict', status: 409, reason: 'attempt_passed' }) }));
    await send(page, 'Al weg');
    await expect(thread(page)).toContainText(/gaat over \d+ s weg/);
    await page.keyboard.press('Control+z');

    await expect(page.getByText('Te laat: het is al weg.')).toBeVisible();
    await expect(replyBox(page)).toHaveValue('');
    await expect(thread(page)).toContainText('Al weg');
  });
});

test.describe('a reply for later', () => {
  test('stands in the thread until then, and leaves now, or not at all', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Tine Straks');
    await customer.says('Wanneer hoor ik iets?');
    await logIn(page, 'agent');
    await open(page, 'Tine Straks');
    await replyBox(page).fill('Over een uur dit');
    await page.getByRole('button', { name: 'Later versturen en meer' }).click();
    await page.getByRole('menuitem', { name: /Over een uur/ }).click();
    const first = thread(page).getByRole('article').filter({ hasText: 'Over een uur dit' });
    await expect(first).toContainText(/gaat weg (morgen )?\d\d:\d\d/);
    expect((await customer.thread()).some(({ text }) => text === 'Over een uur dit')).toBe(false);

    await first.getByRole('button', { name: 'Nu versturen' }).click();
    await expect(thread(page).locator('[data-status="read"]')).toBeVisible({ timeout: 20_000 });
    expect((await customer.thread()).filter(({ text }) => text === 'Over een uur dit')).toHaveLength(1);

    await replyBox(page).fill('Dit toch maar niet');
    await page.getByRole('button', { name: 'Later versturen en meer' }).click();
    await page.getByRole('menuitem', { name: 'Kies een moment' }).click();
    const dialog = page.getByRole('dialog', { name: 'Later versturen' });
    await dialog.getByLabel('Moment').fill('2020-01-01T09:00');
    await expect(dialog.getByRole('button', { name: 'Later versturen' })).toBeDisabled();
    const soon = await page.evaluate(() => { const at = new Date(Date.now() + 2 * 3_600_000); at.setMinutes(at.getMinutes() - at.getTimezoneOffset()); return at.toISOString().slice(0, 16); });
    await dialog.getByLabel('Moment').fill(soon);
    await dialog.getByRole('button', { name: 'Later versturen' }).click();
    const second = thread(page).getByRole('article').filter({ hasText: 'Dit toch maar niet' });
    await second.getByRole('button', { name: 'Annuleer' }).click();
    await expect(second).toContainText('Geannuleerd');
  });

  test('can be sent with the next customer coming up', async ({ page, sandbox }) => {
    for (const name of ['Uma Eerst', 'Vic Daarna']) await (await sandbox.newPhone(name)).says('Dag');
    await logIn(page, 'agent');
    await open(page, 'Uma Eerst');
    await replyBox(page).fill('Tot zo');
    await page.keyboard.press('Control+Alt+Enter');
    await expect(thread(page)).toBeFocused();
    await expect(page.getByRole('log', { name: /Uma Eerst/ })).toHaveCount(0);
    await expect(page.getByText('Jij hebt dit gesprek')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Heropenen' })).toBeHidden();
  });
});
