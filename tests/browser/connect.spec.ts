// Connecting channels in the browser: what the platform must have is shown, and what is filled in or ticked is kept.
import type { Page } from '@playwright/test';
import { address, expect, logIn, test } from './support';

async function choose(page: Page, offer: string): Promise<void> {
  await logIn(page, 'admin');
  await page.goto('/#/settings/channels/connect');
  await page.getByRole('button', { name: offer, exact: true }).click();
}

test.describe('connecting a channel', () => {
  test('gives a website its line of script, and keeps the colleagues that are ticked', async ({ page }) => {
    await choose(page, 'Websitechat');
    await page.getByLabel('Naam die bezoekers lezen').fill('De fietsenwinkel');
    await page.getByLabel('Adressen van je site').fill('https://fiets.example');
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(page.getByRole('main')).toContainText(`<script src="${address()}/widget.js" data-key="`);
    await expect(page.getByText('Wachten op verificatie')).toHaveCount(0);
    await expect(page.getByText('Webhook', { exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Klaar' }).click();

    await expect(page.getByRole('heading', { name: 'De fietsenwinkel' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('checkbox').first()).toBeChecked();
    await expect(page.getByRole('main')).toContainText('/widget.js" data-key="');
  });

  test('says what is missing when no field alone is to blame', async ({ page }) => {
    await choose(page, 'Sms via Twilio');
    await page.getByLabel('Naam in deze balie').fill('Zonder nummer');
    await page.getByLabel('Account SID').fill(`AC${'0'.repeat(32)}`);
    await page.getByLabel('Auth token').fill('x'.repeat(32));

    await page.getByRole('button', { name: 'Verder' }).click();

    await expect(page.getByRole('alert')).toContainText('Vul een van de velden in');
  });

  test('fills in later what was left empty, and clears it again', async ({ page, platform }) => {
    const answer = await platform.post('/api/v1/inboxes', { data: { channel: 'webchat', name: 'Leeg', settings: { allowed_origins: 'https://leeg.example' } }, headers: { 'X-Balie': '1', Origin: address() } });
    const { id } = (await answer.json()) as { id: string };
    const settings = async () => ((await (await platform.get(`/api/v1/inboxes/${id}`)).json()) as { settings: Record<string, string> }).settings;
    await logIn(page, 'admin');
    await page.goto(`/#/settings/channels/${id}`);
    await page.getByLabel('Begroeting').fill('Waarmee helpen we u?');
    await page.getByRole('switch', { name: 'Eerst om een naam vragen' }).click();
    await page.getByLabel('Taal van de chat').selectOption('en');
    await page.getByRole('button', { name: 'Bewaar' }).first().click();
    await expect.poll(settings).toMatchObject({ greeting: 'Waarmee helpen we u?', asks_name: 'true', locale: 'en' });
    await page.getByLabel('Begroeting').fill('');
    await page.getByRole('button', { name: 'Bewaar' }).first().click();
    await expect.poll(async () => (await settings()).greeting).toBeUndefined();
    expect(await settings()).toMatchObject({ asks_name: 'true', locale: 'en' });
  });

  test('shows the whole address of CM.com, with its key', async ({ page }) => {
    await choose(page, 'Sms via CM.com');
    await page.getByLabel('Naam in deze balie').fill('Sms');
    await page.getByLabel('Producttoken').fill('proef');
    await page.getByLabel('Ons nummer').fill('0031970009999');
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(page.getByRole('main')).toContainText(/\/webhooks\/cm\/\d+\?key=[0-9a-f]{48}/);
    await expect(page.getByText('Het hele adres wordt alleen nu getoond.')).toBeVisible();
  });

  test('says that a channel is not there', async ({ page }) => {
    await logIn(page, 'admin');
    await page.goto('/#/settings/channels/999999999');
    await expect(page.getByText('Dit kanaal is er niet')).toBeVisible();
  });
});
