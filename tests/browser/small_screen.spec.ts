import { expect, expectAccessible, logIn, replyBox, test, thread } from './support';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('on a phone one pane at a time, with a way back', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Bram Onderweg');
  await customer.says('Bent u mobiel bereikbaar?');
  await logIn(page, 'agent');
  await page.getByRole('link', { name: 'Alle open' }).first().tap();
  const row = page.getByRole('option', { name: /Bram Onderweg/ });
  await expect(row).toBeVisible();
  await expectAccessible(page);

  await row.tap();
  await expect(thread(page)).toContainText('Bent u mobiel bereikbaar?');
  await expect(page.getByRole('listbox')).toBeHidden();
  await replyBox(page).fill('Zeker.');
  await page.getByRole('button', { name: 'Versturen', exact: true }).tap();
  await expect(thread(page).locator('[data-status="read"]')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Toon klant' }).tap();
  await expect(page.getByRole('complementary', { name: 'Klant' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Terug naar lijst' }).tap();
  await expect(row).toBeVisible();

  const tooSmall = await page.locator('button:visible, a:visible').evaluateAll((targets) => targets
    .map((target) => ({ name: target.getAttribute('aria-label') ?? target.textContent, box: target.getBoundingClientRect() }))
    .filter(({ box }) => box.height < 43.5 && box.width > 0).map(({ name, box }) => `${name ?? ''} ${Math.round(box.width)}x${Math.round(box.height)}`));
  expect(tooSmall).toEqual([]);
});

test('everything that keys do elsewhere is reached by touch', async ({ page, sandbox }) => {
  await (await sandbox.newPhone('Tessa Telefoon')).says('Kan dit ook op uw telefoon?');
  await logIn(page, 'agent');
  await page.getByRole('link', { name: 'Alle open' }).first().tap();
  await page.getByRole('option', { name: /Tessa Telefoon/ }).tap();
  const more = page.getByRole('main').getByRole('button', { name: 'Meer', exact: true });
  const choose = async (name: string) => { await more.tap(); await page.getByRole('menuitem', { name, exact: true }).tap(); };

  await choose('Labels');
  await page.getByRole('menuitemcheckbox', { name: 'factuur' }).tap();
  await page.keyboard.press('Escape');
  await choose('Prioriteit');
  await page.getByRole('menuitemcheckbox', { name: 'Hoog' }).tap();
  await choose('Belofte');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('Draag over');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('Volg');
  await more.tap();
  await expect(page.getByRole('menuitem', { name: 'Volg niet meer' })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('Alle acties');
  await expect(page.getByRole('option', { name: /Neem zelf/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('Snooze');
  await page.getByRole('menuitem', { name: 'Kies een moment' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).tap();
  await expect(page.getByRole('main').getByText(/Gesnoozed tot/).first()).toBeVisible();
});
