// A field that must be filled in before a conversation is resolved is asked for when somebody resolves it.
import type { Page } from '@playwright/test';
import { address, expect, expectAccessible, logIn, open, test, thread } from './support';

const manners = () => ({ 'X-Balie': '1', Origin: address() });

test.describe('a field that is required before resolving', () => {
  let id = '';

  test.beforeEach(async ({ platform, sandbox }) => {
    // The desk is empty before the field is there: nothing of earlier tests lacks it.
    expect(sandbox).toBeDefined();
    const answer = await platform.post('/api/v1/attribute-definitions', { data: { entity: 'conversation', key: 'proef_reden', name: 'Proefreden', type: 'list', options: ['Storing', 'Vraag'], required_to_resolve: true }, headers: manners() });
    expect(answer.ok(), await answer.text()).toBe(true);
    id = ((await answer.json()) as { id: string }).id;
  });

  test.afterEach(async ({ platform }) => {
    expect((await platform.delete(`/api/v1/attribute-definitions/${id}`, { headers: manners() })).ok()).toBe(true);
  });

  const asked = (page: Page) => page.getByRole('dialog', { name: 'Nog in te vullen voor het afronden' });

  test('is asked for by the key, and then it is resolved', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Reden Klant');
    await customer.says('Mijn meter doet het niet');
    await logIn(page, 'agent');
    await open(page, 'Reden Klant');
    await thread(page).focus();
    await page.keyboard.press('e');
    await expect(asked(page)).toContainText('Reden Klant');
    await expect(asked(page).getByRole('button', { name: 'Bewaar en ga door' })).toBeDisabled();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('option', { name: /Reden Klant/ })).toBeVisible();

    await page.goto('/#/all');
    await open(page, 'Reden Klant');
    await thread(page).focus();
    await page.keyboard.press('e');
    await asked(page).getByLabel('Proefreden').selectOption('Storing');
    await asked(page).getByRole('button', { name: 'Bewaar en ga door' }).click();
    await expect(asked(page)).toBeHidden();
    await expect(page.getByText('Afgerond: Reden Klant')).toBeVisible();
    await expect(page.getByRole('option', { name: /Reden Klant/ })).toBeHidden();
  });

  test('is asked for after sending and resolving', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Zend Klant');
    await customer.says('Kunt u helpen?');
    await logIn(page, 'agent');
    await open(page, 'Zend Klant');
    await page.getByRole('textbox', { name: /^Antwoord aan/ }).fill('Ja hoor');
    await page.keyboard.press('Control+Shift+Enter');
    await asked(page).getByLabel('Proefreden').selectOption('Vraag');
    await page.keyboard.press('Enter');
    await asked(page).getByRole('button', { name: 'Bewaar en ga door' }).click();
    await expect(page.getByRole('option', { name: /Zend Klant/ })).toBeHidden();
    await expect.poll(async () => (await customer.thread()).map(({ text }) => text)).toContain('Ja hoor');
  });

  test('is asked for once for all that are resolved together', async ({ page, sandbox }) => {
    for (const name of ['Samen Een', 'Samen Twee']) await (await sandbox.newPhone(name)).says('Dag');
    await logIn(page, 'agent');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Samen Een/ })).toBeVisible();
    await page.getByRole('listbox').first().focus();
    await page.keyboard.press('*');
    await page.keyboard.press('e');
    await expect(asked(page)).toContainText('2 gesprekken missen dit');
    await asked(page).getByLabel('Proefreden').selectOption('Vraag');
    await asked(page).getByRole('button', { name: 'Bewaar en ga door' }).click();
    await expect(page.getByRole('option', { name: /Samen/ })).toHaveCount(0);
    await expect(page.getByText('2 gesprekken afgerond')).toBeVisible();
  });
});
