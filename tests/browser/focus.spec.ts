// After a dialog the keys are where they were before it.
import { expect, logIn, replyBox, test, thread } from './support';

test('a dialog gives the focus back to where it was', async ({ page, sandbox }) => {
  await (await sandbox.newPhone('Fenna Focus')).says('Waar zijn mijn toetsen?');
  await logIn(page, 'agent');
  await page.goto('/#/all');
  await page.getByRole('option', { name: /Fenna Focus/ }).click();
  await expect(thread(page)).toBeFocused();
  for (const keys of ['Shift+Z', 'Shift+T', 'Shift+N', 'Shift+M', '?', 'Control+k', 'm']) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog'), keys).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog'), keys).toBeHidden();
    await expect(thread(page), keys).toBeFocused();
  }

  await replyBox(page).fill('Hier ');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(replyBox(page)).toBeFocused();

  const promise = page.getByRole('button', { name: 'Belofte', exact: true }).first();
  await promise.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(promise).toBeFocused();
});
