import { expect, logIn, test } from './support';

test.describe('keeping the desk', () => {
  test('the wall counts along', async ({ page, sandbox }) => {
    await logIn(page, 'lead');
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    const waiting = page.getByRole('link', { name: /Wacht nu/ });
    await expect(waiting).toBeVisible();
    const before = Number(/Wacht nu\s*(\d+)/.exec((await waiting.textContent()) ?? '')?.[1]);

    const customer = await sandbox.newPhone('Frits Teller');
    await customer.says('Tel mij mee');

    await expect(waiting).toContainText(`Wacht nu${before + 1}`);
    await expect(page.getByRole('region', { name: 'Agenten' })).toContainText('Fatima El Amrani');
  });

  test('the wall is not for agents', async ({ page }) => {
    await logIn(page, 'agent');
    await page.goto('/#/wall');
    await expect(page.getByText('De live wand is voor teamleiders')).toBeVisible();
  });

  test('a WhatsApp number is connected step by step', async ({ page, sandbox, request }) => {
    expect(sandbox).toBeDefined();
    await logIn(page, 'admin');
    await page.goto('/#/settings/channels');
    await page.getByRole('link', { name: 'Koppel kanaal' }).click();
    await page.getByRole('button', { name: 'WhatsApp' }).click();
    const number = String(106_000_000_000_000 + (Date.now() % 1_000_000_000));
    await page.getByLabel('Naam in deze balie').fill('Tweede nummer');
    await page.getByLabel('ID van het telefoonnummer').fill(number);
    await page.getByLabel('ID van het WhatsApp Business-account').fill('102290129340398');
    await page.getByLabel('Toegangstoken').fill('een-toegangscode-voor-de-proef');
    await page.getByLabel('App-geheim').fill('0123456789abcdef0123456789abcdef');
    await page.getByRole('button', { name: 'Verder' }).click();

    await expect(page.getByRole('heading', { name: 'Webhook instellen' })).toBeVisible();
    await page.getByRole('button', { name: 'Toon', exact: true }).click();
    const [address, token] = await page.locator('code').allTextContents();
    await expect(page.getByText('Wachten op verificatie')).toBeVisible();

    const answer = await request.get(`${address ?? ''}?hub.mode=subscribe&hub.verify_token=${token ?? ''}&hub.challenge=7531`);
    expect(await answer.text()).toBe('7531');

    await expect(page.getByText('Adres geverifieerd')).toBeVisible();
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByRole('button', { name: 'Klaar' }).click();
    await expect(page.getByRole('heading', { name: 'Tweede nummer' })).toBeVisible();
    await page.getByRole('button', { name: 'Verwijder kanaal' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Verwijder kanaal' }).click();
    await expect(page.getByRole('heading', { name: 'Kanalen' })).toBeVisible();
    await expect(page.getByText('Tweede nummer')).toHaveCount(0);
  });

  test('the desk itself is named, and knows whose numbers are meant', async ({ page }) => {
    await logIn(page, 'admin');
    await page.goto('/#/settings/account');
    const save = page.getByRole('form', { name: 'Balie' }).getByRole('button', { name: 'Bewaar' });
    const country = page.getByLabel('Land');
    await expect(country).toHaveValue('NL');
    await country.selectOption({ label: 'België' });
    await page.getByLabel('Gaat weer open binnen').fill('400');
    await expect(save).toBeDisabled();
    await page.getByLabel('Gaat weer open binnen').fill('9');
    await save.click();
    await expect(page.getByText('Bewaard')).toBeVisible();
    await page.reload();
    await expect(country).toHaveValue('BE');
    await expect(page.getByLabel('Gaat weer open binnen')).toHaveValue('9');
    await country.selectOption('NL');
    await save.click();
    await expect(page.getByText('Bewaard')).toBeVisible();
  });

  test('labels and canned responses are made, changed and removed', async ({ page }) => {
    await logIn(page, 'lead');
    await page.goto('/#/settings/labels');
    await page.getByRole('button', { name: 'Nieuw label' }).click();
    await page.getByLabel('Naam').fill('proeflabel');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await page.getByRole('button', { name: 'Wijzig proeflabel' }).click();
    await page.getByLabel('Naam').fill('proeflabel twee');
    await page.getByLabel('Naam').press('Enter');
    await page.getByRole('button', { name: 'Wijzig proeflabel twee' }).click();
    await page.getByRole('button', { name: 'Verwijder' }).click();
    await expect(page.getByText('proeflabel twee')).toHaveCount(0);

    await page.goto('/#/settings/canned');
    await page.getByRole('button', { name: 'Nieuw antwoord' }).click();
    await page.getByLabel('Sneltekst').fill('proef');
    await page.getByLabel('Tekst', { exact: true }).fill('Dit is een proef.');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await expect(page.getByText('/proef')).toBeVisible();
    await page.getByRole('button', { name: 'Wijzig proef' }).click();
    await page.getByRole('button', { name: 'Verwijder' }).click();
    await expect(page.getByText('/proef')).toHaveCount(0);
  });

  test('an admin lets a colleague in', async ({ page, browser, baseURL }) => {
    await logIn(page, 'admin');
    await page.goto('/#/settings/users');
    await page.getByRole('button', { name: 'Nieuwe gebruiker' }).click();
    const email = `nieuw-${Date.now()}@demo.example`;
    await page.getByLabel('Naam').fill('Greet Nieuw');
    await page.getByLabel('E-mailadres').fill(email);
    await page.getByLabel('Wachtwoord').fill('een lang wachtwoord 1');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await expect(page.getByText(email)).toBeVisible();

    const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'nl-NL' });
    const other = await context.newPage();
    await other.goto('/');
    await other.getByLabel('E-mailadres').fill(email);
    await other.getByLabel('Wachtwoord', { exact: true }).fill('een lang wachtwoord 1');
    await other.getByRole('button', { name: 'Verder' }).click();
    await expect(other.getByRole('heading', { name: 'Mijn werk' })).toBeVisible();
    await context.close();
  });
});
