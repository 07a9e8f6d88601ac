// Where a platform shows a picture of the customer it stands in the place of the initials; where it does not load, the
// initials stay, and nothing moves.
import type { Page } from '@playwright/test';
import { expect, logIn, open, test } from './support';

const row = (page: Page, name: string) => page.getByRole('option', { name: new RegExp(name) });
const isDrawn = (image: { evaluate: (f: (node: Element) => boolean) => Promise<boolean> }) => image.evaluate((node) => (node as HTMLImageElement).naturalWidth > 0);

test('a customer of Messenger has a face in the list, over the thread and on the card', async ({ page, sandbox }) => {
  const femke = (await sandbox.newPhone('Femke Beeldhouwer')).on('messenger');
  await logIn(page, 'agent');
  await femke.says('Waar blijft mijn bestelling?');
  await open(page, 'Femke Beeldhouwer');
  for (const place of [row(page, 'Femke Beeldhouwer'), page.locator('header').filter({ hasText: 'Femke Beeldhouwer' }).first(), page.getByRole('complementary').last()]) {
    const image = place.locator('img').first();
    await expect(image).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => isDrawn(image)).toBe(true);
  }
});

test('where a picture does not load, the initials stand at the same size', async ({ page, sandbox }) => {
  const gijs = (await sandbox.newPhone('Gijs Tekenaar')).on('telegram');
  await page.route('**/api/v1/attachments/*/content', (route) => route.abort());
  const asked = page.waitForRequest(/attachments\/\d+\/content/, { timeout: 30_000 });
  await logIn(page, 'agent');
  await gijs.says('Dag');
  await open(page, 'Gijs Tekenaar');
  await asked;
  const face = row(page, 'Gijs Tekenaar').getByText('GT', { exact: true });
  await expect(face).toBeVisible();
  await expect(row(page, 'Gijs Tekenaar').locator('img')).toHaveCount(0);
  expect((await face.boundingBox())?.width).toBe(18);
});
