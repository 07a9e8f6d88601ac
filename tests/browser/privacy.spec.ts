// What an admin may do with a customer's data: hold it, look at it, erase it; and none of it with a fault that axe finds.
import { expect, expectAccessible, logIn, open, test, thread } from './support';

test.describe('privacy', () => {
  test('a legal hold is set and seen, and keeps the customer from being erased', async ({ page, sandbox, anotherAgent }) => {
    const customer = await sandbox.newPhone('Hanna Houvast');
    await customer.says('Dit moet bewaard blijven.');
    await logIn(page, 'admin');
    await open(page, 'Hanna Houvast');
    const mark = page.getByText('Bewaarplicht', { exact: true });
    await expect(mark).toHaveCount(0);

    await page.getByRole('button', { name: 'Meer', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'Zet onder bewaarplicht' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Zet onder bewaarplicht' }).click();
    await expect(mark).toBeVisible();
    await page.reload();
    await expect(mark).toBeVisible();

    // A lead sees it; who is no admin does not change it.
    const lead = await anotherAgent('lead');
    await open(lead, 'Hanna Houvast');
    await expect(lead.getByText('Bewaarplicht', { exact: true })).toBeVisible();
    await lead.getByRole('button', { name: 'Meer', exact: true }).click();
    await expect(lead.getByRole('menuitem', { name: /Zoek in dit gesprek/ })).toBeVisible();
    await expect(lead.getByRole('menuitem', { name: /bewaarplicht/ })).toHaveCount(0);

    await page.getByRole('button', { name: 'Wis', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Hanna Houvast wissen?' });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Wis', exact: true }).click();
    await expect(dialog.getByRole('alert')).toHaveText('Een gesprek van deze klant moet wettelijk bewaard blijven.');
    await dialog.getByRole('button', { name: 'Annuleer' }).click();

    // From the palette it is ended again; then erasing works.
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Bewaarplicht aan of uit');
    await page.keyboard.press('Enter');
    await expect(page.getByText('De bewaarplicht is voorbij')).toBeVisible();
    await expect(mark).toHaveCount(0);
    await page.getByRole('button', { name: 'Wis', exact: true }).click();
    await dialog.getByRole('button', { name: 'Wis', exact: true }).click();
    await expect(page.getByText('Gewist', { exact: true })).toBeVisible();
    await expect(thread(page).getByText('Dit moet bewaard blijven.')).toHaveCount(0);

    // The desk erased it, nobody took it back; and nothing is offered any more that needs the customer.
    await expect(thread(page).getByText(/^Gewist op .*: de gegevens van deze klant zijn verwijderd$/)).toBeVisible();
    await expect(page.getByText(/^De gegevens van deze klant zijn gewist op /)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Wis', exact: true })).toHaveCount(0);
    await expect(page.getByRole('textbox', { name: /^Antwoord/ })).toHaveCount(0);
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`its forms are without a fault that axe finds, ${theme}`, async ({ browser, platform, baseURL }) => {
      const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'nl-NL', colorScheme: theme, storageState: await platform.storageState() });
      const page = await context.newPage();
      await page.goto('/#/settings/contacts');
      await page.locator('input[type=file]').setInputFiles({ name: 'klanten.csv', mimeType: 'text/csv', buffer: Buffer.from('name,phone,email\nAnna,+31600099901,anna@voorbeeld.nl\nBert,geen nummer,\n') });
      await expect(page.getByText(/2 regels/)).toBeVisible();
      await expectAccessible(page);
      await page.goto('/#/settings/channels');
      await page.getByRole('link', { name: 'Noorderlicht Energie' }).click();
      await page.getByLabel('Verwijder na').fill('7');
      await expect(page.getByText(/Een heel getal van 30/)).toBeVisible();
      await expectAccessible(page);
      await context.close();
    });
  }

  // A window of 640 by 450 is what 1280 by 900 becomes at twice the size.
  test('the settings are whole at twice the size', async ({ browser, platform, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'nl-NL', viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, storageState: await platform.storageState() });
    const page = await context.newPage();
    for (const place of ['channels', 'channels/connect', 'channels/100001', 'users', 'contacts', 'canned', 'quarantine', 'account']) {
      await page.goto(`/#/settings/${place}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll('header h1, header h2')].every((one) => one.scrollWidth <= one.clientWidth + 1)), place).toBe(true);
      await expectAccessible(page);
    }
    await context.close();
  });
});
