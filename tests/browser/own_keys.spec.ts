import { expect, expectAccessible, logIn, open, replyBox, test, thread } from './support';

test.describe('settings of one’s own', () => {
  test('a key is changed by pressing it, works at once and is shown everywhere', async ({ page, sandbox }) => {
    await (await sandbox.newPhone('Toets Klant')).says('Hoi');
    await logIn(page, 'agent');
    await page.goto('/#/settings/keys');
    await page.getByRole('button', { name: /^Wijzig de toets van Afronden: E/ }).click();
    await expect(page.getByRole('button', { name: 'Druk de toetsen voor Afronden' })).toBeVisible();
    await page.keyboard.press('r');

    await expect(page.getByText('Ook de toets van: Antwoord', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Wijzig de toets van Afronden: R/ }).click();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await expect(page.getByRole('button', { name: /^Wijzig de toets van Afronden: G R/ })).toBeVisible();
    await expect(page.getByText(/Ook de toets van/)).toHaveCount(0);

    await page.goto('/#/all');
    await page.getByRole('option', { name: /Toets Klant/ }).click();
    await expect(page.getByRole('button', { name: 'Afronden', exact: true })).toHaveAttribute('aria-keyshortcuts', 'G R');
    await page.getByRole('log').focus();
    await page.keyboard.press('e');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await expect(page.getByText('Afgerond: Toets Klant')).toBeVisible();

    await page.goto('/#/settings/keys');
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/me/preferences') && answer.ok());
    await page.getByRole('button', { name: 'De gewone toets voor Afronden' }).click();
    await kept;
    await expect(page.getByRole('button', { name: /^Wijzig de toets van Afronden: E/ })).toBeVisible();
  });

  test('what is done with one message can have another key', async ({ page, sandbox }) => {
    await (await sandbox.newPhone('Citaat Toets')).says('Hierop graag');
    await logIn(page, 'agent');
    await page.goto('/#/settings/keys');
    await page.getByRole('button', { name: /^Wijzig de toets van Antwoord op dit bericht: Shift\+R/ }).click();
    await page.keyboard.press('q');
    await expect(page.getByRole('button', { name: /^Wijzig de toets van Antwoord op dit bericht: Q/ })).toBeVisible();

    await open(page, 'Citaat Toets');
    await thread(page).focus();
    await page.keyboard.press('Shift+R');
    await expect(replyBox(page)).not.toBeFocused();
    await page.keyboard.press('q');
    await expect(replyBox(page)).toBeFocused();

    await page.goto('/#/settings/keys');
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/me/preferences') && answer.ok());
    await page.getByRole('button', { name: 'De gewone toets voor Antwoord op dit bericht' }).click();
    await kept;
  });

  test('every action of the sheet is in the palette, with the same key', async ({ page, sandbox }) => {
    await (await sandbox.newPhone('Alles Klant')).says('Hoi');
    await logIn(page, 'admin');
    await page.goto('/#/all');
    await page.getByRole('option', { name: /Alles Klant/ }).click();
    await page.getByRole('log').focus();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Sneltoetsen' });
    await expect(sheet).toBeVisible();
    const lines = await sheet.locator('section > div').evaluateAll((all) => all.map((line) => [line.firstElementChild?.textContent ?? '', [...line.querySelectorAll('kbd')].map((key) => key.textContent).join(' ')].join(': ')));
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    const items = await page.getByRole('option').evaluateAll((all) => all.map((item) => [item.querySelector('span')?.textContent ?? '', [...item.querySelectorAll('kbd')].map((key) => key.textContent).join(' ')].join(': ')));

    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => !items.includes(line))).toEqual([]);
  });

  test('rows are compact for who wants it', async ({ page, sandbox }) => {
    await (await sandbox.newPhone('Dicht Klant')).says('Hoi');
    await logIn(page, 'lead');
    await page.goto('/#/settings/me');
    await expect(page.getByRole('radio', { name: 'Compact' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'Compact' }).click();
    await page.goto('/#/all');
    const row = page.getByRole('option', { name: /Dicht Klant/ });
    await expect(row).toBeVisible();
    expect((await row.boundingBox())?.height).toBe(56);

    await page.goto('/#/settings/me');
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/me/preferences') && answer.ok());
    await page.getByRole('radio', { name: 'Ruim' }).click();
    await kept;
  });
});
