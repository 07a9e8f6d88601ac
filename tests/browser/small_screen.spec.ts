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
