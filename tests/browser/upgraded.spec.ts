// A tab that was open before an upgrade: the server no longer has the parts of its page.
import { expect, expectAccessible, logIn, open, replyBox, send, test, thread } from './support';

const newVersion = /nieuwe versie van Balie/;
const file = { name: 'bon.txt', mimeType: 'text/plain', buffer: Buffer.from('De bon') };

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

  test('keeps the files and the replies that the server has not got', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Ulf Onderweg');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Ulf Onderweg');
    await page.waitForLoadState('networkidle');
    let cut = true;
    await page.route(/\/(messages|draft)$/, (route) => (cut && route.request().method() !== 'GET' ? route.abort('connectionreset') : route.continue()));
    await page.route('**/assets/**', (route) => (cut ? route.fulfill({ status: 404 }) : route.continue()));
    await send(page, 'Ging niet weg');
    await page.getByTestId('file-input').setInputFiles(file);
    await expect(page.getByRole('button', { name: 'Verwijder bon.txt' })).toBeVisible();
    await replyBox(page).fill('Met de bon');
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await expect(page.getByText(newVersion)).toBeVisible();

    await page.unroute('**/assets/**');
    await page.getByRole('button', { name: 'Herlaad' }).click();
    await expect(replyBox(page)).toHaveValue('Met de bon');
    await expect(page.getByRole('button', { name: 'Verwijder bon.txt' })).toBeVisible();
    await expect(thread(page).getByText('Ging niet weg')).toBeVisible();
    expect((await customer.thread()).map(({ text }) => text)).not.toContain('Ging niet weg');
    cut = false;
    await expect.poll(async () => (await customer.thread()).filter(({ text }) => text === 'Ging niet weg').length, { timeout: 30_000 }).toBe(1);
    await expect(page.getByText(/concept bewaard/)).toBeVisible({ timeout: 30_000 });
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('balie.unsaved')))).toEqual([]);
  });

  test('says what a reload would lose, until it is safe', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Udo Upload');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Udo Upload');
    await page.waitForLoadState('networkidle');
    await page.route('**/assets/**', (route) => route.fulfill({ status: 404 }));
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => { arrive = resolve; });
    await page.route('**/api/v1/attachments', async (route) => { await arrived; await route.continue(); });
    await page.getByTestId('file-input').setInputFiles(file);
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();

    const bar = page.getByRole('status').filter({ hasText: newVersion });
    await expect(bar).toContainText('nog niet bijgevoegd');
    await expectAccessible(page);
    arrive();
    await expect(bar).not.toContainText('nog niet bijgevoegd');
    await expect(bar).toContainText('wat je typte blijft bewaard');
    await page.unrouteAll();
    await bar.getByRole('button', { name: 'Herlaad' }).click();
    await expect(page.getByRole('button', { name: 'Verwijder bon.txt' })).toBeVisible();
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
