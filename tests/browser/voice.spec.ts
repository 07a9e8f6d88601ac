import type { Page } from '@playwright/test';
import { soundHelper } from './desk';
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

// As Chromium of old: the channels of Meta take none of it.
async function writesWebmAlone(page: Page): Promise<void> {
  await page.addInitScript(() => { MediaRecorder.isTypeSupported = (type) => type.startsWith('audio/webm'); });
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
    await writesWebmAlone(page);
    await page.route('**/api/v1/inboxes*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('"converts_sound":true,', '') });
    });
    const customer = await sandbox.newPhone('Dirk Anders');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Dirk Anders');
    await page.getByRole('button', { name: 'Neem een spraakbericht op' }).click();
    await expect(page.getByText(/Deze browser neemt webm op; dit kanaal neemt .*ogg/)).toBeVisible();
  });

  test('is put into the form that the channel takes where the server can', async ({ page, sandbox }) => {
    test.skip(!soundHelper, 'needs FFmpeg: script/bootstrap --tests');
    await writesWebmAlone(page);
    const customer = await sandbox.newPhone('Femke Omgezet');
    await customer.says('Hallo');
    await logIn(page, 'admin');
    await open(page, 'Femke Omgezet');
    await page.getByRole('button', { name: 'Neem een spraakbericht op' }).click();
    await expect(page.getByRole('group', { name: 'Spraakbericht' })).toContainText('0:01');
    await page.getByRole('button', { name: 'Klaar, voeg toe' }).click();
    await expect(page.getByRole('button', { name: /^Verwijder voice-.*\.ogg$/ })).toBeVisible();
    await page.keyboard.press('Control+Enter');

    await expect.poll(async () => (await customer.thread()).filter(({ type }) => type === 'audio').length, { timeout: 30_000 }).toBe(1);
    const sound = thread(page).locator('audio');
    await expect.poll(() => sound.evaluate((element: HTMLAudioElement) => element.duration)).toBeGreaterThan(0.5);
    const served = await page.request.get(await sound.evaluate((element: HTMLAudioElement) => element.currentSrc));
    expect(served.headers()['content-type']).toContain('audio/ogg');
    expect((await served.body()).subarray(0, 4).toString()).toBe('OggS');
  });
});
