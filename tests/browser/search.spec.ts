import { expect, expectAccessible, logIn, test, thread } from './support';
import type { Page } from '@playwright/test';

const box = (page: Page) => page.getByRole('combobox', { name: 'Zoek gesprekken' });
const found = (page: Page) => page.getByRole('listbox', { name: 'Gevonden' });

// The index is some seconds behind; what is asked for here is what the test waits for.
async function untilFound(page: Page, words: string, count = 1): Promise<void> {
  await expect.poll(async () => {
    const answer = await page.request.get(`/api/v1/search?q=${encodeURIComponent(words)}`);
    return answer.ok() ? ((await answer.json()) as { items: unknown[] }).items.length : -1;
  }, { timeout: 30_000 }).toBe(count);
}

test.describe('what was ever said', () => {
  test('is found by its words, marked, and opened at the message', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Vera Vinder');
    await customer.says('Waar blijven mijn bestellingen van zilverwerk?');
    for (const word of ['Praat', 'Klets', 'Babbel', 'Keuvel']) await customer.sends({ type: 'text', text: word, times: 20 });
    await logIn(page, 'agent');
    await untilFound(page, 'zilverwerk');
    await page.goto('/#/all');
    await expect(page.getByRole('option').first()).toBeVisible();

    await page.keyboard.press('/');
    await expect(box(page)).toBeFocused();
    await page.keyboard.type('bestelling zilverwerk');
    const row = found(page).getByRole('option', { name: /Vera Vinder/ });
    await expect(row).toBeVisible();
    await expect(row.locator('mark')).toHaveText(['bestellingen', 'zilverwerk']);
    await expectAccessible(page);
    await expect(thread(page)).toHaveCount(0);

    await page.keyboard.press('ArrowDown');
    await expect(row).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(thread(page).getByText('Waar blijven mijn bestellingen')).toBeInViewport();

    await box(page).press('Escape');
    await expect(page).toHaveURL(/#\/all\//);
  });

  test('is narrowed by operators that are offered while one types', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Otto Zoeker');
    await customer.says('Een kwartelei is stuk');
    await logIn(page, 'agent');
    await untilFound(page, 'kwartelei');
    await page.goto('/#/all');
    await page.keyboard.press('/');

    await expect(found(page).getByRole('option', { name: /^from:/ })).toBeVisible();
    await page.keyboard.type('kwartelei i');
    await expect(found(page).getByRole('option', { name: /^(inbox|is):/ })).toHaveCount(2);
    await page.keyboard.type('s');
    await page.keyboard.press('Tab');
    await expect(box(page)).toHaveValue('kwartelei is:');
    await page.keyboard.type('res');
    await page.keyboard.press('Tab');
    await expect(box(page)).toHaveValue('kwartelei is:resolved ');
    await expect(page.getByText('Niets gevonden voor “kwartelei is:resolved”')).toBeVisible();

    await box(page).fill('kwartelei from:otto');
    await expect(found(page).getByRole('option', { name: /Otto Zoeker/ })).toBeVisible();
    await box(page).fill('kleur:rood');
    await expect(page.getByRole('alert')).toContainText('“kleur:” is geen zoekwoord');
  });

  test('is reached from the palette; a customer by a name with a letter wrong', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Willemijn Tureluur');
    await customer.says('Goedemorgen');
    await logIn(page, 'lead');
    await untilFound(page, 'from:tureluur');
    await page.goto('/#/all');
    await expect(page.getByRole('option').first()).toBeVisible();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('tureluu');
    await page.getByRole('option', { name: 'Zoek overal naar “tureluu”' }).click();
    await expect(box(page)).toHaveValue('tureluu');
    await box(page).fill('turelur');
    await found(page).getByRole('option', { name: /Willemijn Tureluur.*Klant/ }).click();
    await expect(thread(page)).toContainText('Goedemorgen');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the search has the screen, and gives it to what is opened', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Bo Kleinscherm');
    await customer.says('De wulp is geland');
    await logIn(page, 'agent');
    await untilFound(page, 'wulp');
    await page.getByRole('button', { name: 'Zoek gesprekken' }).tap();

    await box(page).fill('wulp');
    await found(page).getByRole('option', { name: /Bo Kleinscherm/ }).tap();
    await expect(thread(page)).toContainText('De wulp is geland');
    await page.getByRole('button', { name: 'Terug naar lijst' }).tap();

    await expect(found(page).getByRole('option', { name: /Bo Kleinscherm/ })).toBeVisible();
    await expect(box(page)).toHaveValue('wulp');
    await expectAccessible(page);
  });
});
