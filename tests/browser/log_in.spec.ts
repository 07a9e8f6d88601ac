import { expect, expectAccessible, logIn, logInOf, test } from './support';

test.describe('the door', () => {
  test('says so when the password is wrong, and lets in who knows it', async ({ page }) => {
    const { email } = logInOf('agent');
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
    await expectAccessible(page);

    await page.getByLabel('E-mailadres').fill(email);
    await page.getByLabel('Wachtwoord', { exact: true }).fill('dit is het niet');
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(page.getByRole('alert')).toContainText('horen niet bij elkaar');

    await logIn(page, 'agent');
    await expect(page.getByRole('heading', { name: 'Mijn werk' })).toBeFocused();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Mijn werk' })).toBeVisible();
  });

  test('makes who guesses wait', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel('E-mailadres').fill('niemand@demo.example');
    const alert = page.getByRole('alert');
    await expect(async () => {
      await page.getByLabel('Wachtwoord', { exact: true }).fill('raden');
      await page.getByRole('button', { name: 'Verder' }).click();
      await expect(alert).toBeVisible();
      await expect(alert).toContainText('Te veel pogingen', { timeout: 500 });
    }).toPass({ timeout: 40_000, intervals: [50] });

    await expect(alert).toContainText(/Probeer het weer over \d+ s/);
    await expect(page.getByRole('button', { name: 'Verder' })).toBeDisabled();
  });

  test('lets out', async ({ page }) => {
    const { name } = await logIn(page, 'agent', 1);
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await page.getByRole('menuitem', { name: 'Uitloggen' }).click();
    await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
  });
});
