import { expect, logIn, open, replyBox, test } from './support';

test.describe('a draft', () => {
  test('survives a reload, and another conversation in between', async ({ page, sandbox }) => {
    const [one, other] = [await sandbox.newPhone('Karin Concept'), await sandbox.newPhone('Leo Tussendoor')];
    await one.says('Eerste');
    await other.says('Tweede');
    await logIn(page, 'admin');
    await open(page, 'Karin Concept');
    await replyBox(page).fill('Half geschreven');
    await page.getByRole('option', { name: /Leo Tussendoor/ }).click();
    await expect(replyBox(page)).toHaveValue('');
    await page.getByRole('option', { name: /Karin Concept/ }).click();
    await expect(replyBox(page)).toHaveValue('Half geschreven');
    await expect(page.getByText(/concept bewaard/)).toBeVisible();

    await page.reload();

    await expect(replyBox(page)).toHaveValue('Half geschreven');
  });

  test('is saved when the window closes in the middle of a word', async ({ page, sandbox, context }) => {
    const customer = await sandbox.newPhone('Mia Haast');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Mia Haast');
    await replyBox(page).pressSequentially('Ik was net bez');
    const address = page.url();
    await page.close({ runBeforeUnload: true });

    const again = await context.newPage();
    await again.goto(address);
    await expect(replyBox(again)).toHaveValue('Ik was net bez');
  });

  test('of two windows shows both texts', async ({ page, sandbox, context }) => {
    const customer = await sandbox.newPhone('Nico Dubbel');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Nico Dubbel');
    const second = await context.newPage();
    await second.goto(page.url());
    await expect(replyBox(second)).toBeVisible();
    await replyBox(page).fill('Uit het eerste venster');
    await expect(page.getByText(/concept bewaard/)).toBeVisible();

    await replyBox(second).fill('Uit het tweede venster');

    await expect(second.getByText('Uit het eerste venster')).toBeVisible();
    await second.getByRole('button', { name: 'Houd wat hier staat' }).click();
    await expect(second.getByText(/concept bewaard/)).toBeVisible();
    await page.reload();
    await expect(replyBox(page)).toHaveValue('Uit het tweede venster');
  });

  test('is gone when it has been sent', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Olga Klaar');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Olga Klaar');
    await replyBox(page).fill('Af.');
    await expect(page.getByText(/concept bewaard/)).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(replyBox(page)).toHaveValue('');
    await expect(page.getByRole('log').locator('[data-status="read"]')).toBeVisible();

    await page.reload();

    await expect(page.getByRole('log')).toContainText('Af.');
    await expect(replyBox(page)).toHaveValue('');
  });
});
