import { aDayLater, expect, expectAccessible, logIn, open, replyBox, send, test, thread } from './support';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`without a fault that axe finds, ${theme}`, () => {
    test.use({ colorScheme: theme });

    test('in the inbox with every kind of message', async ({ page, sandbox }) => {
      const customer = await sandbox.newPhone(`Carla ${theme}`);
      await customer.says('Dag, kijk op https://voorbeeld.nl of bel +31600000001.');
      await customer.sends({ type: 'location', place: { latitude: 52, longitude: 5, name: 'Plein' } });
      await customer.sends({ type: 'unsupported' });
      await logIn(page, 'admin');
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await open(page, `Carla ${theme}`);
      await sandbox.behaves({ refuses_with: 131026 });
      await send(page, 'Dit lukt niet.');
      await expect(thread(page)).toContainText('Niet verzonden');
      await sandbox.behavesWell();
      await send(page, 'Dit wel.');
      await expect(thread(page).locator('[data-status="read"]')).toBeVisible();
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await page.keyboard.type('Let op: belt vaak.');
      await page.keyboard.press('Control+Enter');
      await expect(thread(page)).toContainText('Let op: belt vaak.');
      await expectAccessible(page);

      await page.keyboard.press('Escape');
      await page.keyboard.press('a');
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox')).toBeFocused();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Sneltoetsen' })).toBeVisible();
      await expectAccessible(page);
    });

    test('where the window is shut', async ({ page, sandbox }) => {
      const customer = await sandbox.newPhone(`Dora ${theme}`);
      await customer.says('Gisteren');
      await logIn(page, 'admin');
      await open(page, `Dora ${theme}`);
      await aDayLater(page);
      await page.getByRole('radio', { name: /storing opgelost/ }).click();
      await expect(page.getByLabel('Veld 1')).toBeVisible();
      await expectAccessible(page);
    });

    test('on the wall and in the settings', async ({ page }) => {
      await logIn(page, 'admin');
      for (const place of ['wall', 'settings/channels', 'settings/channels/connect', 'settings/users', 'settings/teams', 'settings/labels', 'settings/canned', 'settings/macros', 'settings/articles', 'settings/policies', 'settings/phrases', 'settings/audit', 'settings/contacts', 'settings/quarantine', 'settings/account']) {
        await page.goto(`/#/${place}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
      }
      await page.goto('/#/settings/channels');
      await page.getByRole('link', { name: 'Noorderlicht Energie' }).click();
      await expect(page.getByRole('heading', { name: 'Gezondheid' })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('in English, for who chooses it', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Emma English');
  await customer.says('Hello');
  const { name } = await logIn(page, 'lead');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('menuitemcheckbox', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'My work' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/#/all');
  await page.getByRole('option', { name: /Emma English/ }).click();
  await expect(page.getByRole('textbox', { name: 'Reply to Emma English' })).toBeVisible();

  await page.getByRole('button', { name: new RegExp(name) }).click();
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/me/preferences') && answer.ok());
  await page.getByRole('menuitemcheckbox', { name: 'Nederlands' }).click();
  await kept;
  await expect(page.getByRole('heading', { name: 'Alle open' })).toBeVisible();
  await expect(replyBox(page)).toBeVisible();
});
