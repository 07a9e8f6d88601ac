// What the organisation's own system says of a customer; the demo has such a system.
import { expect, logIn, open, test } from './support';

const address = /\/api\/v1\/contacts\/\d+\/card/;

test('the card of a customer stands beside the conversation', async ({ page, sandbox }) => {
  await (await sandbox.newPhone('Klaas Kaart')).says('Klopt mijn nota?');
  await logIn(page, 'agent');
  await open(page, 'Klaas Kaart');

  const panel = page.getByRole('complementary', { name: 'Klant' });

  await expect(panel.getByRole('heading', { name: 'Noorderlicht Energie' })).toBeVisible();
  await expect(panel.getByText(/^30\d{6}$/)).toBeVisible();
  await expect(panel.getByText('Laatste nota')).toBeVisible();
});

test('what another system says is text, and its silence is said', async ({ page, sandbox }) => {
  await (await sandbox.newPhone('Karin Kwaad')).says('Hallo');
  await page.route(address, (route) => route.fulfill({ json: { title: '<img src=x onerror=alert(1)>', fields: [{ label: 'Ticket', value: '<b>T-9</b>', url: 'https://crm.example/9' }] } }));
  await logIn(page, 'agent');
  await open(page, 'Karin Kwaad');
  const panel = page.getByRole('complementary', { name: 'Klant' });
  await expect(panel.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
  await expect(panel.getByRole('link', { name: '<b>T-9</b>' })).toHaveAttribute('rel', 'noopener noreferrer');

  await page.unroute(address);
  await page.route(address, (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: { reason: 'card_unavailable', title: 'no', status: 503 } }));
  await page.reload();
  await expect(panel.getByText('Geeft nu geen antwoord.')).toBeVisible();
  await page.unroute(address);
  await panel.getByRole('button', { name: 'Probeer opnieuw' }).click();
  await expect(panel.getByText('Laatste nota')).toBeVisible();
});

test('an admin says where cards come from, and sees the secret once', async ({ page }) => {
  await logIn(page, 'admin');
  await page.goto('/#/settings/account');
  const form = page.getByRole('form', { name: 'Klantkaart' });
  const field = form.getByLabel('Adres');
  await expect(field).toHaveValue(/\/sandbox\/crm\/card$/);
  const before = await field.inputValue();

  await field.fill('http://10.0.0.1/card');
  await form.getByRole('button', { name: 'Bewaar' }).click();
  await expect(form.getByText(/https/)).toBeVisible();
  await field.fill(before);
  await form.getByRole('button', { name: 'Bewaar' }).click();

  await expect(page.getByText('Bewaard')).toBeVisible();
  await expect(form.getByText('Het geheim wordt nu getoond')).toHaveCount(0);
});
