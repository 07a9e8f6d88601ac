// A tab that was open before an upgrade: the server no longer has the parts of its page.
import { expect, expectAccessible, logIn, open, replyBox, test } from './support';

const newVersion = /nieuwe versie van Balie/;

test.describe('a tab from before an upgrade', () => {
  test('lets one log in again and keeps what was typed', async ({ page, context, sandbox }) => {
    const customer = await sandbox.newPhone('Ursula Upgrade');
    await customer.says('Hallo');
    const { password } = await logIn(page, 'agent');
    await open(page, 'Ursula Upgrade');
    await page.waitForLoadState('networkidle');
    await page.route('**/assets/**', (route) => route.fulfill({ status: 404 }));
    await context.clearCookies();
    await replyBox(page).fill('Een half antwo');

    await page.getByRole('dialog').getByLabel('Wachtwoord', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Verder' }).click();

    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 30_000 });
    await expect(replyBox(page)).toHaveValue('Een half antwo');
    await expect(page.getByText(/concept bewaard/)).toBeVisible({ timeout: 30_000 });
  });

  test('says so where a part is gone, and a reload keeps what was typed', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Umberto Nieuw');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Umberto Nieuw');
    await page.waitForLoadState('networkidle');
    await page.route('**/assets/**', (route) => route.fulfill({ status: 404 }));
    await page.route('**/draft', (route) => route.abort('connectionreset'));
    await replyBox(page).fill('Nog niet bewaard');

    await page.getByRole('button', { name: 'Emoji', exact: true }).click();

    const bar = page.getByRole('status').filter({ hasText: newVersion });
    await expect(bar).toBeVisible();
    await expectAccessible(page);
    await page.unrouteAll();
    await bar.getByRole('button', { name: 'Herlaad' }).click();
    await expect(replyBox(page)).toHaveValue('Nog niet bewaard');
    await expect(page.getByText(newVersion)).toHaveCount(0);
  });

  test('whose log-in dialog is gone too gives the draft back behind the door', async ({ page, context, sandbox }) => {
    const customer = await sandbox.newPhone('Ulrike Deur');
    await customer.says('Hallo');
    await page.route('**/assets/expired_dialog*', (route) => route.fulfill({ status: 404 }));
    const { email, password } = await logIn(page, 'agent');
    await open(page, 'Ulrike Deur');
    await context.clearCookies();
    await replyBox(page).fill('Blijf hier');
    await expect(page.getByText(newVersion)).toBeVisible();

    await page.getByRole('button', { name: 'Herlaad' }).click();
    await page.getByLabel('E-mailadres').fill(email);
    await page.getByLabel('Wachtwoord', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Verder' }).click();

    await expect(replyBox(page)).toHaveValue('Blijf hier', { timeout: 30_000 });
  });
});
