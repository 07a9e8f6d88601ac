import { expect, expectAccessible, logIn, test } from './support';

test('a view is kept for everybody, counted live, opened by its digit, changed and removed', async ({ page, sandbox, anotherAgent }) => {
  const customer = await sandbox.newPhone('Weergave Klant');
  await customer.says('Ik hoor in een weergave');
  await logIn(page, 'lead');
  await page.goto('/#/all');
  await page.getByRole('option', { name: /Weergave Klant/ }).click();
  await expect(page.getByRole('log', { name: /Weergave Klant/ })).toBeVisible();
  await page.keyboard.press('p');
  await page.getByRole('menuitemcheckbox', { name: 'Spoed' }).click();
  await page.goto('/#/all;priority=urgent');
  await expect(page.getByRole('option', { name: /Weergave Klant/ })).toBeVisible();

  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitem', { name: 'Bewaar als weergave' }).click();
  await page.getByLabel('Naam').fill('Alle spoed');
  await page.getByLabel('Wie ziet het').selectOption('Iedereen');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Alle spoed' })).toBeVisible();
  await expect(page.getByRole('option', { name: /Weergave Klant/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Alle spoed\s*1/ })).toBeVisible();

  const agent = await anotherAgent('agent');
  await agent.keyboard.press('1');
  await expect(agent.getByRole('heading', { name: 'Alle spoed' })).toBeVisible();
  await expect(agent.getByRole('option', { name: /Weergave Klant/ })).toBeVisible();
  await page.getByRole('option', { name: /Weergave Klant/ }).click();
  await page.getByRole('button', { name: 'Afronden', exact: true }).click();
  await expect(agent.getByRole('option', { name: /Weergave Klant/ })).toBeHidden();
  await expect(agent.getByRole('link', { name: /Alle spoed\s*1/ })).toBeHidden();

  await page.getByRole('button', { name: 'Wijzig de weergave' }).click();
  await page.getByLabel('Naam').fill('Spoed van nu');
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Spoed van nu' })).toBeVisible();
  await page.getByRole('button', { name: 'Wijzig de weergave' }).click();
  await page.getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Mijn werk' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Spoed van nu/ })).toHaveCount(0);
});
