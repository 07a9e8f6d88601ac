import { expect, logIn, open, replyBox, send, test, thread } from './support';

test.describe('a broken line', () => {
  test('is said, and everything missed comes in when it is whole again', async ({ page, sandbox, context }) => {
    const customer = await sandbox.newPhone('Ursula Tunnel');
    await customer.says('Voor de tunnel');
    await logIn(page, 'admin');
    await open(page, 'Ursula Tunnel');

    await context.setOffline(true);
    await expect(page.getByText(/Offline sinds/).first()).toBeVisible();
    await customer.says('In de tunnel een');
    await customer.says('In de tunnel twee');
    await expect(thread(page)).not.toContainText('In de tunnel');
    await context.setOffline(false);

    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await expect(thread(page)).toContainText('In de tunnel een');
    await expect(thread(page)).toContainText('In de tunnel twee');
    await expect(thread(page).getByText('In de tunnel twee')).toHaveCount(1);
  });

  test('loses no reply and doubles none', async ({ page, sandbox, context }) => {
    const customer = await sandbox.newPhone('Vera Wachtrij');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Vera Wachtrij');
    await context.setOffline(true);
    await send(page, 'Zonder verbinding geschreven');
    await expect(thread(page)).toContainText('Wacht op verbinding');
    await expect(page.getByText(/1 antwoord wacht/)).toBeVisible();

    await context.setOffline(false);

    await expect(thread(page).locator('[data-status="read"]')).toBeVisible({ timeout: 30_000 });
    expect((await customer.thread()).filter(({ text }) => text === 'Zonder verbinding geschreven')).toHaveLength(1);
  });

  test('that breaks after the server took the reply makes no second one', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Wim Eenmaal');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Wim Eenmaal');
    let cuts = 0;
    await page.route('**/messages', async (route) => {
      if (route.request().method() !== 'POST' || cuts > 0) return route.continue();
      cuts += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });

    await send(page, 'Maar een keer');

    await expect(thread(page).locator('[data-status="read"]')).toBeVisible({ timeout: 30_000 });
    expect(cuts).toBe(1);
    expect((await customer.thread()).filter(({ text }) => text === 'Maar een keer')).toHaveLength(1);
    await expect(thread(page).getByText('Maar een keer')).toHaveCount(1);
  });

  test('keeps what is being written', async ({ page, sandbox, context }) => {
    const customer = await sandbox.newPhone('Xandra Bewaar');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Xandra Bewaar');
    await context.setOffline(true);
    await replyBox(page).fill('Geschreven in het donker');
    await expect(page.getByText(/concept nog niet bewaard/)).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(/concept bewaard/)).toBeVisible({ timeout: 30_000 });

    await page.reload();

    await expect(replyBox(page)).toHaveValue('Geschreven in het donker');
  });
});
