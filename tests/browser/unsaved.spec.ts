import { expect, logIn, open, replyBox, test } from './support';

test.describe('what the server has not got yet', () => {
  test('stands in the box again after a reload, and is saved then', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Zita Letter');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Zita Letter');
    let cut = true;
    await page.route('**/draft', (route) => (cut ? route.abort('connectionreset') : route.continue()));
    await replyBox(page).pressSequentially('Elke letter telt');
    await expect(page.getByText(/concept nog niet bewaard/)).toBeVisible();

    await page.reload();
    await expect(replyBox(page)).toHaveValue('Elke letter telt');
    cut = false;
    await expect(page.getByText(/concept bewaard/)).toBeVisible({ timeout: 30_000 });
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('balie.unsaved')))).toEqual([]);
    await replyBox(page).fill('');
    await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).length)).toBe(0);
  });

  test('is gone from the browser when one signs out', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Aart Weg');
    await customer.says('Hallo');
    const { name } = await logIn(page, 'agent');
    await open(page, 'Aart Weg');
    await page.route('**/draft', (route) => route.abort('connectionreset'));
    await replyBox(page).fill('Niet voor een ander');
    await expect(page.getByText(/concept nog niet bewaard/)).toBeVisible();
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain('Niet voor een ander');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await page.getByRole('menuitem', { name: 'Uitloggen' }).click();
    await expect(page.getByLabel('E-mailadres')).toBeVisible();
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('Niet voor een ander');
  });
});
