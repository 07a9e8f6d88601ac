import { expect, logIn, open, test, thread } from './support';

// A microphone that always hums, and nobody who has to be asked.
test.use({
  launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] }),
});

test.describe('a voice message', () => {
  test('is recorded, heard, and sent where the channel takes what the browser writes', async ({ page, sandbox }) => {
    const customer = (await sandbox.newPhone('Bea Stem')).on('twilio');
    await customer.says('Vertelt u het liever?');
    await logIn(page, 'admin');
    await open(page, 'Bea Stem');
    await page.getByRole('button', { name: 'Neem een spraakbericht op' }).click();
    const bar = page.getByRole('group', { name: 'Spraakbericht' });
    await expect(bar).toContainText('Opname');
    await expect(bar).toContainText('0:01');
    await bar.getByRole('button', { name: 'Klaar, voeg toe' }).click();
    await expect(bar).toBeHidden();
    const heard = page.getByRole('region', { name: 'Schrijf' }).locator('audio');
    await expect(heard).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(thread(page).locator('audio')).toHaveCount(1);
  });

  test('is thrown away with one key', async ({ page, sandbox }) => {
    const customer = (await sandbox.newPhone('Cor Toch Niet')).on('twilio');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Cor Toch Niet');
    await page.getByRole('button', { name: 'Neem een spraakbericht op' }).click();
    await expect(page.getByRole('group', { name: 'Spraakbericht' })).toContainText('Opname');
    await expect(page.getByRole('button', { name: 'Klaar, voeg toe' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('group', { name: 'Spraakbericht' })).toBeHidden();
    await expect(page.getByRole('region', { name: 'Schrijf' }).locator('audio')).toHaveCount(0);
  });

  test('is said not to be possible where the channel takes another kind', async ({ page, sandbox }) => {
    await page.addInitScript(() => { MediaRecorder.isTypeSupported = (type) => type.startsWith('audio/webm'); });
    const customer = await sandbox.newPhone('Dirk Anders');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Dirk Anders');
    await page.getByRole('button', { name: 'Neem een spraakbericht op' }).click();
    await expect(page.getByText(/Deze browser neemt webm op; dit kanaal neemt .*ogg/)).toBeVisible();
  });
});
