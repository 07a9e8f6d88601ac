// A session that ends while somebody writes: no letter of the reply becomes part of a password, and nothing stray logs out.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, logIn, open, test } from './support';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Log opnieuw in' });
const password = (page: Page) => dialog(page).getByLabel('Wachtwoord', { exact: true });
// Behind the dialog, where no reader of the screen comes.
const box = (page: Page) => page.locator('main textarea');

// The next thing that the page saves is refused: the session is over. Until `end` is called that answer waits.
async function endsOnSaving(page: Page): Promise<{ asked: Promise<unknown>; end: () => void }> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => { end = resolve; });
  const asked = page.waitForRequest('**/draft');
  await page.route('**/draft', async (route) => {
    await ended;
    await page.context().clearCookies();
    await route.continue();
  });
  return { asked, end };
}

test('who types on while the dialog opens writes the reply, not the password', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Eefje Einde');
  await customer.says('Hallo');
  const { password: secret } = await logIn(page, 'agent');
  await open(page, 'Eefje Einde');
  await page.waitForLoadState('networkidle');
  const session = await endsOnSaving(page);
  await box(page).pressSequentially('De eerste helft ');
  await session.asked;

  // From here the browser's clock stands still: each key follows the one before it at once.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  session.end();
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.type('en de tweede');
  await expect(box(page)).toHaveValue('De eerste helft en de tweede');
  await expect(password(page)).toHaveValue('');

  await page.clock.runFor(1000);
  await expect(password(page)).toBeFocused();
  await page.clock.resume();
  await page.unrouteAll();
  await expectAccessible(page);
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0, { timeout: 30_000 });
  await expect(box(page)).toHaveValue('De eerste helft en de tweede');
  await expect(page.getByText(/concept bewaard/)).toBeVisible({ timeout: 30_000 });
});

test('a stray Escape or click beside the dialog logs nobody out', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Egbert Escape');
  await customer.says('Hallo');
  await logIn(page, 'agent');
  await open(page, 'Egbert Escape');
  await page.waitForLoadState('networkidle');
  const session = await endsOnSaving(page);
  session.end();
  await box(page).pressSequentially('Dit blijft staan');
  await expect(password(page)).toBeFocused();

  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  await expect(dialog(page)).toBeVisible();
  await expect(box(page)).toHaveValue('Dit blijft staan');

  await dialog(page).getByRole('button', { name: 'Uitloggen' }).click();
  await expect(page.getByLabel('E-mailadres')).toBeVisible();
});

test('nothing lies over the dialog on a phone', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Elly Erover');
  await customer.says('Hallo');
  const { password: secret } = await logIn(page, 'agent');
  await open(page, 'Elly Erover');
  await page.waitForLoadState('networkidle');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.context().clearCookies();
  // Taking the conversation is refused as well, which wants to be told.
  await box(page).pressSequentially('Hallo');

  await expect(password(page)).toBeFocused();
  await password(page).click();
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText(/Toewijzen lukte niet/)).toBeVisible();
});
