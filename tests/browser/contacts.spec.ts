// Contacts as one looks them up, and conversations that we begin.
import { address, expect, expectAccessible, logIn, test, thread } from './support';

test('a contact is found, opened with its addresses and history, and changed', async ({ page, sandbox }) => {
  // The desk may have seen this test before.
  const name = `Zoek Klant ${Date.now()}`;
  const customer = await sandbox.newPhone(name);
  await customer.says('Waar blijft mijn pakket?');
  await logIn(page, 'lead');
  await page.goto('/#/all');
  await expect(page.getByRole('option', { name: new RegExp(name) })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.getByRole('searchbox', { name: 'Klanten zoeken' }).fill(name.toLowerCase());
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('Waar blijft mijn pakket?')).toBeVisible();
  const mail = `zoek-${Date.now()}@example.org`;
  await page.getByLabel('E-mail', { exact: true }).fill(mail);
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await expect(page.getByText('Bewaard', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/#/settings/contacts');
  await page.getByRole('searchbox', { name: 'Klanten zoeken' }).fill(mail);
  await expect(page.getByRole('link', { name: new RegExp(name) })).toBeVisible();
});

test('a text message is begun with a number that nobody knew, by keyboard alone', async ({ page }) => {
  await logIn(page, 'agent');
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Nieuw gesprek' });
  await expect(dialog).toBeVisible();
  await page.keyboard.type('06-00077123');
  await dialog.getByLabel('Van', { exact: true }).selectOption({ label: await dialog.getByLabel('Van', { exact: true }).locator('option').filter({ hasText: 'Sms storingen' }).innerText() });
  await dialog.getByLabel('Bericht').fill('De storing is voorbij.');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(thread(page)).toContainText('De storing is voorbij.');
});

test('a contact without an open window is written to with a template', async ({ page, sandbox }) => {
  const name = `Sjabloon Klant ${Date.now()}`;
  await (await sandbox.newPhone(name)).says('Dag');
  await logIn(page, 'agent');
  await page.goto('/#/all');
  await expect(page.getByRole('option', { name: new RegExp(name) })).toBeVisible();
  await page.clock.setSystemTime(Date.now() + 25 * 3_600_000);
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Nieuw gesprek' });
  await dialog.getByLabel('Aan').fill(name);
  await dialog.getByRole('list', { name: 'Klanten' }).getByRole('button', { name: new RegExp(name) }).click();
  await dialog.getByRole('radio', { name: /storing opgelost/ }).click();
  for (const box of await dialog.locator('input[placeholder]:not([type=search])').all()) if (await box.inputValue() === '') await box.fill('Zaandam');
  await dialog.getByRole('button', { name: /^Versturen/ }).click();
  await expect(thread(page)).toContainText('Zaandam');
});

test('the audit log tells who did what, to admins', async ({ page }) => {
  const { name } = await logIn(page, 'admin');
  await page.goto('/#/settings/audit');
  await expect(page.getByText(`${name} logde in`).first()).toBeVisible();
  await page.getByLabel('Wat', { exact: true }).selectOption({ label: 'Teams' });
  await expect(page.getByText(`${name} logde in`)).toHaveCount(0);
  await expectAccessible(page);
});

test('opening hours are set day by day, as a Dutch admin types them', async ({ page, platform }) => {
  const made = await platform.post('/api/v1/inboxes', { headers: { 'X-Balie': '1', Origin: address() }, data: { channel: 'webchat', name: 'Tijden', settings: { allowed_origins: 'https://tijden.example', opening_hours: 'ma-vr 9:00-17:30' } } });
  expect(made.ok(), await made.text()).toBe(true);
  const { id } = (await made.json()) as { id: string };
  await logIn(page, 'admin');
  await page.goto(`/#/settings/channels/${id}`);
  await expect(page.getByLabel('Vrijdag, tot')).toHaveValue('17:30');
  await page.getByRole('switch', { name: 'Zaterdag' }).click();
  await page.getByLabel('Zaterdag, van').fill('10');
  await page.getByLabel('Zaterdag, tot').fill('8');
  await page.getByLabel('Zaterdag, tot').blur();
  await expect(page.getByText('Op een van de dagen valt het einde voor het begin')).toBeVisible();
  await expect(page.getByText('Daarbuiten lezen bezoekers wanneer je er weer bent.')).toBeVisible();
  await page.getByLabel('Zaterdag, tot').fill('14:00');
  await page.getByRole('button', { name: 'Bewaar', exact: true }).first().click();
  await expect.poll(async () => ((await (await platform.get(`/api/v1/inboxes/${id}`)).json()) as { settings: Record<string, string> }).settings.opening_hours).toBe('mo-fr 09:00-17:30, sa 10:00-14:00');
  await platform.delete(`/api/v1/inboxes/${id}`, { headers: { 'X-Balie': '1', Origin: address() } });
});
