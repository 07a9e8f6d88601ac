import { expect, logIn, replyBox, test, thread } from './support';

test.describe('hands on the keys', () => {
  test('walk, open, answer, mark, resolve and undo without a mouse', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Yara Toets');
    await customer.says('Zonder muis graag');
    await logIn(page, 'admin');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await expect(page.getByRole('heading', { name: 'Alle open' })).toBeVisible();
    const list = page.getByRole('listbox', { name: /Alle open/ });
    const row = page.getByRole('option', { name: /Yara Toets/ });
    await expect(row).toBeVisible();

    await page.keyboard.press('j');
    await expect(list).toBeFocused();
    await expect(async () => {
      if ((await list.getAttribute('aria-activedescendant')) === (await row.getAttribute('id'))) return;
      await page.keyboard.press('j');
      expect(await list.getAttribute('aria-activedescendant')).toBe(await row.getAttribute('id'));
    }).toPass({ intervals: [20], timeout: 20_000 });
    await page.keyboard.press('Enter');
    await expect(thread(page)).toBeFocused();

    await page.keyboard.press('r');
    await expect(replyBox(page)).toBeFocused();
    await page.keyboard.type('Dat kan.');
    await page.keyboard.press('Control+Enter');
    await expect(thread(page)).toContainText('Dat kan.');
    await expect(page.getByRole('button', { name: /Toegewezen aan Willem/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(thread(page)).toBeFocused();

    await page.keyboard.press('l');
    await page.getByRole('menuitemcheckbox', { name: 'meterstand' }).press('Enter');
    await page.keyboard.press('Escape');
    await expect(row).toContainText('meterstand');
    await page.keyboard.press('p');
    await page.getByRole('menuitemcheckbox', { name: 'Spoed' }).press('Enter');
    await expect(row).toContainText('Spoed');

    await page.keyboard.press('e');
    await expect(page.getByText('Afgerond: Yara Toets')).toBeVisible();
    await expect(list).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: 'Afronden', exact: true })).toBeVisible();
  });

  test('find every action, and all keys on one sheet', async ({ page }) => {
    await logIn(page, 'agent');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('gesnoo');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Gesnoozed' })).toBeVisible();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Sneltoetsen' });
    await expect(sheet).toContainText('Versturen en afronden');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();

    await page.keyboard.press('d');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.keyboard.press('d');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  });

  test('single letters write in a text, and can be switched off', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Zoe Letter');
    await customer.says('Hoi');
    await logIn(page, 'agent');
    await page.goto('/#/all');
    await page.getByRole('option', { name: /Zoe Letter/ }).click();
    await expect(replyBox(page)).toBeVisible();
    await page.keyboard.press('r');
    await page.keyboard.type('edrun?');
    await expect(replyBox(page)).toHaveValue('edrun?');
    await replyBox(page).fill('');
    await page.keyboard.press('Escape');

    await page.keyboard.press('?');
    await page.getByRole('switch', { name: /Losse letters/ }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');

    await page.getByRole('button', { name: 'Sneltoetsen' }).click();
    await page.getByRole('switch', { name: /Losse letters/ }).click();
  });

  test('canned responses complete after a slash', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Abel Kant');
    await customer.says('Hoi');
    await logIn(page, 'agent');
    await page.goto('/#/all');
    await page.getByRole('option', { name: /Abel Kant/ }).click();
    await replyBox(page).pressSequentially('/mom');
    await expect(page.getByRole('option', { name: /moment/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(replyBox(page)).toHaveValue('Een ogenblik, ik zoek het voor u op.');
    await replyBox(page).fill('');
  });
});
