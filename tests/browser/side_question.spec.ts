// A question to somebody without a seat: asked in the composer, answered on a page, back as a note.
import { expect, expectAccessible, logIn, open, test, thread } from './support';

test('the back office answers by a link, once, and the answer stands in the conversation', async ({ page, sandbox, browser }) => {
  const name = `Vraag ${Date.now()}`;
  const customer = await sandbox.newPhone(name);
  await customer.says('Mijn meter staat stil');
  await customer.says('Ik woon op de Dorpsstraat');
  await logIn(page, 'agent');
  await open(page, name);
  await page.keyboard.press('b');
  await page.getByLabel('Naam van wie je het vraagt').fill('Planning');
  await page.getByLabel('E-mailadres van wie je het vraagt').fill('planning@example.org');
  await page.getByLabel('Vraag aan de backoffice').fill('Kan de monteur vrijdag?');
  await page.getByText('Berichten erbij tonen').click();
  await page.getByRole('checkbox', { name: /Mijn meter staat stil/ }).check();
  await expectAccessible(page);
  await page.reload();
  await page.getByRole('tab', { name: 'Backoffice' }).click();
  await expect(page.getByLabel('Naam van wie je het vraagt')).toHaveValue('Planning');
  await expect(page.getByLabel('E-mailadres van wie je het vraagt')).toHaveValue('planning@example.org');
  await expect(page.getByText('1 bericht erbij')).toBeVisible();
  await expect(page.getByLabel('Vraag aan de backoffice')).toHaveValue('Kan de monteur vrijdag?');
  await page.getByLabel('Vraag aan de backoffice').focus();
  const asked = page.waitForResponse((response) => response.url().endsWith('/side-questions'));
  await page.keyboard.press('Control+Enter');
  const { link } = (await (await asked).json()) as { link: string };
  await expect(thread(page)).toContainText('vraagt Planning');
  await expect(thread(page)).toContainText('Kan de monteur vrijdag?');

  const outside = await browser.newContext({ locale: 'nl-NL', viewport: { width: 390, height: 844 } });
  const answerer = await outside.newPage();
  const first = await answerer.goto(link);
  expect(first?.headers()['x-robots-tag']).toContain('noindex');
  expect(first?.headers()['content-security-policy']).toContain("default-src 'none'");
  await answerer.goto(link);
  await expect(answerer.getByText('Mijn meter staat stil')).toBeVisible();
  await expect(answerer.getByText('Dorpsstraat')).toHaveCount(0);
  await expect(answerer.getByText(name)).toHaveCount(0);
  await answerer.getByLabel('Je antwoord').fill('Ja, tussen 10 en 12');
  await answerer.getByRole('button', { name: 'Antwoord versturen' }).click();
  await expect(answerer.getByRole('heading', { name: 'Dank je wel' })).toBeVisible();
  expect(await outside.cookies()).toEqual([]);

  await expect(thread(page)).toContainText('Antwoord van Planning');
  await expect(thread(page)).toContainText('Ja, tussen 10 en 12');
  await expect(thread(page)).toContainText('Beantwoord');
  const over = await answerer.goto(link);
  expect(over?.status()).toBe(404);
  await outside.close();
});

test('a withdrawn question takes no answer', async ({ page, sandbox, browser }) => {
  const name = `Terugvraag ${Date.now()}`;
  await (await sandbox.newPhone(name)).says('Hallo');
  await logIn(page, 'agent');
  await open(page, name);
  await page.getByRole('tab', { name: 'Backoffice' }).click();
  await page.getByLabel('Naam van wie je het vraagt').fill('Magazijn');
  await page.getByLabel('E-mailadres van wie je het vraagt').fill('magazijn@example.org');
  await page.getByLabel('Vraag aan de backoffice').fill('Is het er nog?');
  const asked = page.waitForResponse((response) => response.url().endsWith('/side-questions'));
  await page.getByRole('button', { name: /^Stel vraag/ }).click();
  const { link } = (await (await asked).json()) as { link: string };

  await thread(page).getByRole('button', { name: 'Intrekken' }).click();

  await expect(thread(page)).toContainText('Ingetrokken');
  const outside = await browser.newContext();
  expect((await (await outside.newPage()).goto(link))?.status()).toBe(404);
  await outside.close();
});

test('its first letters wait for the form', async ({ page, sandbox }) => {
  const name = `Vlugge vraag ${Date.now()}`;
  await (await sandbox.newPhone(name)).says('Hallo');
  await logIn(page, 'agent');
  await open(page, name);
  await page.route('**/side_question*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.keyboard.type('bGeldt dit nog?');
  await expect(page.getByLabel('Vraag aan de backoffice')).toBeFocused();
  await expect(page.getByLabel('Vraag aan de backoffice')).toHaveValue('Geldt dit nog?');
  await expect(page.getByRole('button', { name: 'Afronden', exact: true })).toBeVisible();
});
