import { expect, logIn, open, test, thread } from './support';

test.describe('a long conversation', () => {
  test('opens at its end, and grows upwards without moving', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Gerda Lang');
    for (const word of ['Een', 'Twee', 'Drie', 'Vier']) await customer.sends({ type: 'text', text: word, times: 20 });
    await logIn(page, 'admin');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Gerda Lang.*80 ongelezen/ })).toBeVisible({ timeout: 30_000 });
    await open(page, 'Gerda Lang');
    const log = thread(page);
    await expect(log.getByText('Vier (20)', { exact: true })).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Naar eerste ongelezen' })).toBeVisible();

    const anchor = log.getByText('Drie (1)', { exact: true });
    await anchor.scrollIntoViewIfNeeded();
    await expect(log.getByText('Een (1)', { exact: true })).toBeAttached({ timeout: 15_000 });
    await expect(anchor).toBeInViewport();

    await customer.says('Helemaal onderaan');
    await expect(page.getByRole('button', { name: '1 nieuw bericht' })).toBeVisible();
    await expect(anchor).toBeInViewport();
    await page.getByRole('button', { name: '1 nieuw bericht' }).click();
    await expect(log.getByText('Helemaal onderaan')).toBeInViewport();
  });
});
