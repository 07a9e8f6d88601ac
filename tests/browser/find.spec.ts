import { readFileSync } from 'node:fs';
import { expect, expectAccessible, logIn, open, replyBox, send, test, thread } from './support';
import type { Locator, Page } from '@playwright/test';

const bar = (page: Page) => page.getByRole('searchbox', { name: 'Zoek in dit gesprek' });

async function topOf(element: Locator): Promise<number> {
  const box = await element.boundingBox();
  if (!box) throw new Error('not on the screen');
  return box.y;
}

test.describe('a long conversation', () => {
  test('does not move by a pixel when older messages come above', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Hugo Stil');
    for (const word of ['Een', 'Twee', 'Drie', 'Vier']) await customer.sends({ type: 'text', text: word, times: 20 });
    await logIn(page, 'agent');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Hugo Stil.*80 ongelezen/ })).toBeVisible({ timeout: 30_000 });
    await open(page, 'Hugo Stil');
    const log = thread(page);
    // What is new begins further back than what has been loaded.
    await expect(log.locator('[data-unread]')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Naar eerste ongelezen' })).toBeVisible();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    await page.route(/messages\?before=/, async (route) => { await held; await route.continue(); });
    const anchor = log.getByText('Drie (3)', { exact: true });
    const asked = page.waitForRequest(/messages\?before=/);
    await log.evaluate((element) => { element.scrollTop = 300; });
    await asked;
    await log.evaluate((element) => { element.scrollTop = 120; });
    await expect(log).toHaveAttribute('aria-busy', 'true');
    const before = await topOf(anchor);
    await expect(log.getByRole('status', { name: 'Ouder laden' })).toBeVisible();
    expect(Math.abs(await topOf(anchor) - before)).toBeLessThanOrEqual(1);

    release();
    await expect(log.getByText('Een (1)', { exact: true })).toBeAttached();
    await expect(log).toHaveAttribute('aria-busy', 'false');

    expect(Math.abs(await topOf(anchor) - before)).toBeLessThanOrEqual(1);
    await expect(log.locator('[data-unread] + article')).toContainText('Een (1)');
  });

  test('goes to what is new, however far back that is', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Hanna Gemist');
    await customer.says('Gelezen');
    await logIn(page, 'agent');
    await open(page, 'Hanna Gemist');
    await expect(page.getByRole('option', { name: /Hanna Gemist.*ongelezen/ })).toHaveCount(0);
    await page.goto('/#/all');
    for (const word of ['Een', 'Twee', 'Drie', 'Vier']) await customer.sends({ type: 'text', text: word, times: 20 });
    await expect(page.getByRole('option', { name: /Hanna Gemist.*80 ongelezen/ })).toBeVisible({ timeout: 30_000 });
    await page.reload();
    await open(page, 'Hanna Gemist');
    await page.getByRole('button', { name: 'Naar eerste ongelezen' }).click();
    await expect(thread(page).getByRole('article').filter({ hasText: 'Een (1)' })).toBeFocused();
    await expect(thread(page).locator('[data-unread] + article')).toContainText('Een (1)');
    await expect(thread(page).locator('[data-unread]')).toBeInViewport();
  });

  test('is searched, with what has not been loaded, and marks what it finds', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Ineke Zoek');
    await customer.says('Mijn klantnummer is Délft 7-00021');
    for (const word of ['Praat', 'Klets', 'Babbel', 'Keuvel']) await customer.sends({ type: 'text', text: word, times: 20 });
    await customer.says('Delft is mooi');
    await logIn(page, 'agent');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Ineke Zoek.*82 ongelezen/ })).toBeVisible({ timeout: 30_000 });
    await open(page, 'Ineke Zoek');
    await expect(thread(page).getByText('Mijn klantnummer')).toHaveCount(0);
    await thread(page).focus();

    await page.keyboard.press('Control+f');
    await expect(bar(page)).toBeFocused();
    await page.keyboard.type('delft');
    await expect(page.getByRole('search').getByRole('status')).toHaveText('1 van 2');
    await expect(thread(page).getByText('Delft is mooi')).toBeInViewport();
    expect(await page.evaluate(() => CSS.highlights.get('found')?.size)).toBe(1);

    await page.keyboard.press('Enter');
    await expect(page.getByRole('search').getByRole('status')).toHaveText('2 van 2');
    await expect(thread(page).getByText('Mijn klantnummer')).toBeInViewport();
    await expect(bar(page)).toBeFocused();
    await expect.poll(() => page.evaluate(() => CSS.highlights.get('found')?.size)).toBe(2);
    await page.keyboard.press('Shift+Enter');
    await expect(thread(page).getByText('Delft is mooi')).toBeInViewport();
    await expectAccessible(page);

    await page.keyboard.press('Escape');
    await expect(bar(page)).toBeHidden();
    await expect(thread(page)).toBeFocused();
    expect(await page.evaluate(() => CSS.highlights.has('found'))).toBe(false);
    await page.keyboard.press('Control+f');
    await expect(bar(page)).toBeFocused();
    await page.keyboard.type('bestaat niet');
    await expect(page.getByRole('search').getByRole('status')).toHaveText('niets gevonden');
  });

  test('goes back to what a quote is about', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Jet Citaat');
    await customer.says('Eerst dit');
    await logIn(page, 'agent');
    await open(page, 'Jet Citaat');
    await send(page, 'Wat bedoelt u?');
    await expect(thread(page).locator('[data-status="read"]')).toBeVisible();
    const asked = (await customer.thread()).findLast(({ author }) => author === 'desk');
    for (const word of ['Praat', 'Klets', 'Babbel', 'Keuvel']) await customer.sends({ type: 'text', text: word, times: 20 });
    await customer.says('Dat bedoel ik', asked?.id);
    await expect(thread(page).getByText('Dat bedoel ik')).toBeAttached({ timeout: 30_000 });
    await page.reload();
    await expect(thread(page).getByText('Dat bedoel ik')).toBeInViewport();

    await thread(page).getByRole('button', { name: /Wat bedoelt u/ }).click();

    const quoted = thread(page).getByRole('article').filter({ hasText: /^Wat bedoelt u/ });
    await expect(quoted).toBeInViewport();
    await expect(quoted).toBeFocused();
  });
});

test.describe('one message', () => {
  test('has a link that opens the conversation there', async ({ page, sandbox, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const customer = await sandbox.newPhone('Kees Link');
    await customer.says('Het begin van alles');
    for (const word of ['Praat', 'Klets', 'Babbel', 'Keuvel']) await customer.sends({ type: 'text', text: word, times: 20 });
    await logIn(page, 'agent');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Kees Link.*81 ongelezen/ })).toBeVisible({ timeout: 30_000 });
    await open(page, 'Kees Link');
    await thread(page).focus();
    await page.keyboard.press('Control+f');
    await bar(page).fill('begin van alles');
    const first = thread(page).getByRole('article').filter({ hasText: 'Het begin van alles' });
    await expect(first).toBeInViewport();
    await page.keyboard.press('Escape');
    await first.focus();
    await page.keyboard.press('.');
    await expect(page.getByText('Link naar het bericht gekopieerd')).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/#\/all\/\d+\/\d+$/);

    await page.goto('about:blank');
    await page.goto(link);

    await expect(first).toBeInViewport();
    await expect(first).toBeFocused();
  });

  test('is answered with a quote by one key', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Loes Hierop');
    await customer.says('Vraag een');
    await customer.says('Vraag twee');
    await logIn(page, 'agent');
    await open(page, 'Loes Hierop');
    await thread(page).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+R');
    await expect(replyBox(page)).toBeFocused();
    await send(page, 'Antwoord op een');
    await expect(thread(page).locator('[data-status="read"]')).toBeVisible();
    const [question, answer] = [(await customer.thread())[0], (await customer.thread()).at(-1)];
    expect(answer?.reply_to).toBe(question?.id);
  });
});

test.describe('the whole conversation', () => {
  test('goes along as text, the oldest message first', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Mees Mee');
    await customer.says('Allereerste');
    for (const word of ['Praat', 'Klets', 'Babbel', 'Keuvel']) await customer.sends({ type: 'text', text: word, times: 20 });
    await logIn(page, 'agent');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Mees Mee.*81 ongelezen/ })).toBeVisible({ timeout: 30_000 });
    await open(page, 'Mees Mee');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Meer', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Exporteer als tekst' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^gesprek-\d+\.txt$/);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text).toMatch(/Mees Mee {2}#\d+ {2}WhatsApp/);
    expect(text.indexOf('Allereerste')).toBeLessThan(text.indexOf('Keuvel (20)'));
    expect(text.match(/Praat \(/g)).toHaveLength(20);
  });

  test('is printed whole, and nothing else', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Nel Papier');
    await customer.says('Op papier graag');
    for (const word of ['Praat', 'Klets', 'Babbel', 'Keuvel']) await customer.sends({ type: 'text', text: word, times: 20 });
    await logIn(page, 'agent');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Nel Papier.*81 ongelezen/ })).toBeVisible({ timeout: 30_000 });
    await open(page, 'Nel Papier');
    await page.evaluate(() => { window.print = () => { document.body.dataset.printed = document.documentElement.dataset.theme; }; });
    await page.getByRole('button', { name: 'Meer', exact: true }).click();
    await page.getByRole('menuitem', { name: /Druk af/ }).click();
    await expect(page.locator('body')).toHaveAttribute('data-printed', 'light');
    await page.emulateMedia({ media: 'print' });
    await expect(thread(page).getByText('Op papier graag')).toBeVisible();
    await expect(replyBox(page)).toBeHidden();
    await expect(page.getByRole('listbox')).toBeHidden();
    const { shown, whole } = await thread(page).evaluate((element) => ({ shown: element.clientHeight, whole: element.scrollHeight }));
    expect(shown).toBe(whole);
  });
});
