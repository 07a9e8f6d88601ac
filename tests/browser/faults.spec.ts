import { aDayLater, expect, logIn, open, send, test, thread } from './support';

test.describe('what goes wrong', () => {
  test('is said with its reason, and really sent again', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Henk Herkansing');
    await customer.says('Komt mijn antwoord nog?');
    await logIn(page, 'admin');
    await open(page, 'Henk Herkansing');
    await sandbox.behaves({ refuses_with: 131026 });
    await send(page, 'Ja, hier is het.');
    const reply = thread(page).getByRole('article').filter({ hasText: 'Ja, hier is het.' });
    await expect(reply).toContainText('Niet verzonden: deze klant kan het niet ontvangen (131026)');
    expect((await customer.thread()).map(({ text }) => text)).not.toContain('Ja, hier is het.');

    await sandbox.behavesWell();
    await reply.getByRole('button', { name: 'Opnieuw' }).click();

    await expect(reply.locator('[data-status="read"]')).toBeVisible();
    expect((await customer.thread()).filter(({ text }) => text === 'Ja, hier is het.')).toHaveLength(1);
  });

  test('stays uncertain until someone says that it arrived', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Ina Onzeker');
    await customer.says('Bent u daar?');
    await logIn(page, 'admin');
    await open(page, 'Ina Onzeker');
    await sandbox.behaves({ times_out: true });
    await send(page, 'Ik ben er.');
    const reply = thread(page).getByRole('article').filter({ hasText: 'Ik ben er.' });
    await expect(reply).toContainText('Onzeker of dit aankwam', { timeout: 45_000 });
    await sandbox.behavesWell();

    await reply.getByRole('button', { name: 'Kwam aan' }).click();

    await expect(reply.locator('[data-status="sent"]')).toBeVisible();
    expect((await customer.thread()).filter(({ text }) => text === 'Ik ben er.')).toHaveLength(0);
  });

  test('stays uncertain until someone sends it again', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Ies Nogmaals');
    await customer.says('Bent u daar?');
    await logIn(page, 'admin');
    await open(page, 'Ies Nogmaals');
    await sandbox.behaves({ times_out: true });
    await send(page, 'Ik ben er ook.');
    const reply = thread(page).getByRole('article').filter({ hasText: 'Ik ben er ook.' });
    await expect(reply).toContainText('Onzeker of dit aankwam', { timeout: 45_000 });
    await sandbox.behavesWell();

    await reply.getByRole('button', { name: 'Toch opnieuw' }).click();

    await expect(reply.locator('[data-status="read"]')).toBeVisible();
    expect((await customer.thread()).filter(({ text }) => text === 'Ik ben er ook.')).toHaveLength(1);
  });

  test('a shut window leaves templates, filled in and seen before they go', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Jaap Venster');
    await customer.says('Gisteren schreef ik dit.');
    await logIn(page, 'admin');
    await open(page, 'Jaap Venster');
    await aDayLater(page);
    await expect(page.getByText(/Het venster is dicht sinds/)).toBeVisible();

    await page.getByRole('radio', { name: /gesprek hervatten/ }).click();
    await expect(page.getByRole('button', { name: 'Sjabloon versturen' })).toBeDisabled();
    await page.getByLabel('Veld 1').fill('Jaap');
    await expect(page.getByText('Dag Jaap, wij hebben een antwoord op uw vraag.')).toBeVisible();
    await page.getByRole('button', { name: 'Sjabloon versturen' }).click();

    await expect.poll(async () => (await customer.thread()).some(({ author, text }) => author === 'desk' && text?.startsWith('Dag Jaap'))).toBe(true);
  });
});
