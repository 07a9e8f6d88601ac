import type { Page } from '@playwright/test';
import { expect, logIn, open, test, thread } from './support';

// A microphone that always hums, and nobody who has to be asked.
test.use({
  launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] }),
});

// A text message brings no name: it is the only open conversation.
async function openOnly(page: Page): Promise<void> {
  await page.goto('/#/all');
  await page.getByRole('option').first().click();
}

test.describe('a voice message', () => {
  test('is recorded and sent where the channel takes what the browser writes', async ({ page, sandbox }) => {
    const customer = (await sandbox.newPhone('Bea Stem')).on('twilio');
    await customer.says('Vertelt u het liever?');
    await logIn(page, 'admin');
    await openOnly(page);
    await page.getByRole('button', { name: 'Neem een spraakbericht op' }).click();
    const bar = page.getByRole('group', { name: 'Spraakbericht' });
    await expect(bar).toContainText('Opname');
    await expect(bar).toContainText('0:01');
    await bar.getByRole('button', { name: 'Klaar, voeg toe' }).click();
    await expect(bar).toBeHidden();
    await expect(page.getByRole('button', { name: /^Verwijder voice-.*\.webm$/ })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^Antwoord aan/ })).toBeFocused();
    await page.keyboard.press('Control+Enter');
    // A container of films too: what it is called is the server's word.
    await expect(thread(page).locator('audio, video')).toHaveCount(1);
  });

  test('is thrown away with one key', async ({ page, sandbox }) => {
    const customer = (await sandbox.newPhone('Cor Toch Niet')).on('twilio');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await openOnly(page);
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
