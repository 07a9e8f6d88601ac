// How a customer was helped: switched on, asked after a resolve, said on a page, and seen where one works.
import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, logIn, open, test, thread } from './support';

// Whoever opens the link, on a phone, by day and by night; one that is over is a page too.
async function looksAtThePage(browser: Browser, link: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ locale: 'nl-NL', colorScheme, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${link}?rating=4`);
    await expectAccessible(page);
    await page.goto(link.replace(/[^/]+$/u, 'geen-link'));
    await expect(page.getByRole('heading', { name: 'Deze link werkt niet (meer)' })).toBeVisible();
    await expectAccessible(page);
    await context.close();
  }
}

async function setSurvey(page: Page, on: boolean): Promise<void> {
  const { items } = (await (await page.request.get('/api/v1/inboxes')).json()) as { items: { id: string; channel: string }[] };
  await page.goto(`/#/settings/channels/${items.find(({ channel }) => channel === 'whatsapp')?.id ?? ''}`);
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Tevredenheid' }) });
  const choice = card.getByRole('switch', { name: 'Vraag klanten hoe ze geholpen zijn' });
  await expect(choice).toBeVisible();
  await choice.click();
  await expect(choice).toHaveAttribute('aria-checked', String(on));
  if (on) await card.getByLabel('De vraag').fill('Hoe ging het, vond je?');
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(card.getByRole('button', { name: 'Bewaar', exact: true })).toBeDisabled();
}

test('a customer is asked after a resolve, and what they say stands beside the thread', async ({ page, sandbox, browser }) => {
  test.setTimeout(120_000);
  const name = `Tevreden ${Date.now()}`;
  const customer = await sandbox.newPhone(name);
  await customer.says('Mijn meter staat stil');
  await logIn(page, 'admin');
  await setSurvey(page, true);
  await open(page, name);
  const here = page.url();
  await page.keyboard.press('r');
  await page.keyboard.type('Hij doet het weer.');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await customer.thread()).at(-1)?.text).toBe('Hij doet het weer.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');

  await expect.poll(async () => (await customer.thread()).at(-1)?.text, { timeout: 30_000 }).toContain('Hoe ging het, vond je?');
  const link = /https?:\/\/\S+\/s\/\S+/u.exec((await customer.thread()).at(-1)?.text ?? '')?.[0] ?? '';
  await looksAtThePage(browser, link);
  const outside = await browser.newContext({ locale: 'nl-NL', viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  const phone = await outside.newPage();
  const first = await phone.goto(`${link}?rating=2`);
  expect(first?.headers()['x-robots-tag']).toContain('noindex');
  expect(first?.headers()['content-security-policy']).toContain("default-src 'none'");
  await expect(phone.getByRole('radio', { name: '2 van 5: slecht' })).toBeChecked();
  await phone.goto(link);
  await expect(phone.getByRole('radio', { checked: true })).toHaveCount(0);
  await phone.getByRole('radio', { name: '4 van 5: goed' }).check();
  await phone.getByLabel('Wil je er iets bij zeggen?').fill('Snel geholpen, dank!');
  await phone.getByRole('button', { name: 'Versturen' }).click();
  await expect(phone.getByRole('heading', { name: 'Dank je wel' })).toBeVisible();
  expect(await outside.cookies()).toEqual([]);

  await page.goto(here);
  await page.reload();  // what was resolved fades out of the list
  await expect(thread(page)).toContainText('Klant gaf 4 van 5: Snel geholpen, dank!');
  await expect(thread(page)).toContainText('een link van de klant zelf');
  await expect(thread(page)).not.toContainText('/s/');
  const panel = page.getByRole('region', { name: 'Tevredenheid' });
  await expect(panel).toContainText('4 van 5');
  await expect(panel).toContainText('Snel geholpen, dank!');
  await expectAccessible(page);

  await phone.getByRole('link', { name: 'Toch iets veranderen' }).click();
  await expect(phone.getByRole('radio', { name: '4 van 5: goed' })).toBeChecked();
  await phone.getByRole('radio', { name: '5 van 5: heel goed' }).check();
  await phone.getByRole('button', { name: 'Versturen' }).click();
  await expect(panel).toContainText('5 van 5');
  await expect(thread(page)).toContainText('Klant gaf 5 van 5');
  const { contact } = (await (await page.request.get(`/api/v1/conversations/${here.split('/').at(-1) ?? ''}`)).json()) as { contact: { id: string } };
  await page.goto(`/#/settings/contacts/${contact.id}`);
  await expect(page.getByRole('region', { name: 'Tevredenheid' }).getByRole('link', { name: /5 van 5.*Snel geholpen, dank!/ })).toBeVisible();
  await expectAccessible(page);
  await outside.close();
  await setSurvey(page, false);
});
