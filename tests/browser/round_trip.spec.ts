import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, logIn, open, replyBox, send, test, thread } from './support';

const meter = () => readFileSync(path.join(import.meta.dirname, 'meter.png'));

test.describe('a conversation', () => {
  test('comes in at once, is answered, and is read by the customer', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Anna Rondreis');
    await logIn(page, 'admin');
    await page.goto('/#/unassigned');
    await expect(page.getByRole('heading', { name: 'Niet toegewezen' })).toBeVisible();

    await customer.says('Hoe geef ik mijn meterstand door?');
    const row = page.getByRole('option', { name: /Anna Rondreis/ });
    await expect(row).toContainText('Hoe geef ik mijn meterstand door?');
    await expect(row).toHaveAccessibleName(/WhatsApp, Anna Rondreis, wacht .*1 ongelezen, niet toegewezen/);

    await row.click();
    await expect(thread(page)).toContainText('Hoe geef ik mijn meterstand door?');
    await send(page, 'Stuur mij een foto, dan lees ik de stand af.');
    const reply = thread(page).getByRole('article').filter({ hasText: 'Stuur mij een foto' });
    await expect(reply).toBeVisible({ timeout: 500 });
    await expect(reply.locator('[data-status="read"]')).toHaveText('Gelezen');
    expect((await customer.thread()).map(({ text }) => text)).toContain('Stuur mij een foto, dan lees ik de stand af.');
  });

  test('is read only when someone looks', async ({ page, sandbox, anotherAgent }) => {
    const customer = await sandbox.newPhone('Bea Ongelezen');
    await logIn(page, 'admin');
    await customer.says('Leest u dit?');
    const lead = await anotherAgent('lead');
    await lead.goto('/#/all');
    await expect(lead.getByRole('option', { name: /Bea Ongelezen.*1 ongelezen/ })).toBeVisible();

    await page.bringToFront();
    await open(page, 'Bea Ongelezen');

    await expect(lead.getByRole('option', { name: /Bea Ongelezen/ })).not.toHaveAccessibleName(/ongelezen/);
  });

  test('shows quotes, reactions, edits and what was taken back', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Cor Veelzijdig');
    await customer.says('Dag, ik heb een vraag.');
    await logIn(page, 'admin');
    await open(page, 'Cor Veelzijdig');
    await send(page, 'Zegt u het maar.');
    await expect(thread(page).locator('[data-status="read"]')).toBeVisible();

    const ours = (await customer.thread()).find(({ author }) => author === 'desk');
    await customer.says('Over deze dus.', ours?.id);
    await expect(thread(page).getByRole('article').filter({ hasText: 'Over deze dus.' })).toContainText('Zegt u het maar.');
    await customer.reactsTo(ours?.id ?? '', '👍');
    await expect(thread(page).getByRole('article').filter({ hasText: 'Reactie' })).toContainText('Zegt u het maar.');

    const said = (await customer.thread()).filter(({ author }) => author === 'customer');
    await customer.edits(said[0]?.id ?? '', 'Dag, ik heb twee vragen.');
    await expect(thread(page)).toContainText('Dag, ik heb twee vragen.');
    await expect(thread(page)).toContainText('bewerkt');
    await customer.takesBack(said[1]?.id ?? '');
    await expect(thread(page)).toContainText('De klant haalde dit bericht terug');
  });

  test('answers with a quote and a reaction of ours', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Dirk Terugpraat');
    await customer.says('Kan het ook dinsdag?');
    await logIn(page, 'admin');
    await open(page, 'Dirk Terugpraat');
    const theirs = thread(page).getByRole('article').filter({ hasText: 'Kan het ook dinsdag?' }).first();

    await theirs.hover();
    await theirs.getByRole('button', { name: 'Antwoord hierop' }).click();
    await expect(replyBox(page)).toBeFocused();
    await send(page, 'Dinsdag kan.');
    await expect.poll(async () => (await customer.thread()).find(({ text }) => text === 'Dinsdag kan.')).toMatchObject({ reply_to: (await customer.thread())[0]?.id });

    await theirs.hover();
    await theirs.getByRole('button', { name: 'Reageer' }).click();
    await page.getByRole('button', { name: '👍' }).click();
    await expect.poll(async () => (await customer.thread())[0]?.other_reaction).toBe('👍');
    await expect(theirs).toContainText('Reactie');
  });

  test('carries a photo both ways, and shows it large', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Els Fotograaf');
    await customer.sendsFile('meter.png', 'image/png', meter(), 'Dit is de meter');
    await logIn(page, 'admin');
    await open(page, 'Els Fotograaf');
    const picture = thread(page).getByRole('button', { name: /Vergroot/ });
    await expect(picture).toBeVisible();
    await expect.poll(() => picture.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

    await picture.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();

    await page.getByTestId('file-input').setInputFiles({ name: 'uitleg.png', mimeType: 'image/png', buffer: meter() });
    await expect(page.getByRole('button', { name: 'Verwijder uitleg.png' })).toBeVisible();
    await send(page, 'Hier ziet u het.');
    await expect.poll(async () => (await customer.thread()).some(({ author, text }) => author === 'desk' && text === 'Hier ziet u het.')).toBe(true);
    await expect(thread(page).getByRole('button', { name: /Vergroot/ })).toHaveCount(2);
  });

  test('shows a place, a card and what we do not know, with its data', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Fons Divers');
    await customer.sends({ type: 'location', place: { latitude: 52.0907, longitude: 5.1214, name: 'Domplein', address: 'Domplein 1, Utrecht' } });
    await customer.sends({ type: 'contacts', name: 'Buurman Kees' });
    await customer.sends({ type: 'unsupported' });
    await logIn(page, 'admin');
    await open(page, 'Fons Divers');
    await expect(thread(page)).toContainText('Domplein 1, Utrecht');
    await expect(thread(page)).toContainText('Buurman Kees');

    await thread(page).getByRole('button', { name: 'Bekijk gegevens' }).click();
    await expect(page.getByRole('dialog', { name: 'Wat het platform stuurde' })).toContainText('unsupported');
  });

  test('keeps notes between colleagues', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Gea Notitie');
    await customer.says('Hallo?');
    await logIn(page, 'admin');
    await open(page, 'Gea Notitie');
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Notitie voor collega’s' }).fill('Belt morgen terug.');
    await page.keyboard.press('Control+Enter');

    await expect(thread(page).getByRole('article', { name: 'Notitie', exact: true })).toContainText('Belt morgen terug.');
    await page.waitForTimeout(1000);
    expect((await customer.thread()).map(({ text }) => text)).not.toContain('Belt morgen terug.');
  });
});
