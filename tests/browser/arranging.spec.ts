import { expect, expectAccessible, logIn, logInOf, open, readsAll, send, test, thread } from './support';

test.describe('a promise', () => {
  test('is made by key, stands in row, panel and list, and an answer keeps it', async ({ page, sandbox }) => {
    await (await sandbox.newPhone('Belofte Klant')).says('Belt u mij terug?');
    await logIn(page, 'agent');
    await open(page, 'Belofte Klant');
    await page.keyboard.press('Shift+Z');
    const dialog = page.getByRole('dialog', { name: 'Belofte' });
    await expect(dialog.getByRole('radio', { name: /Over een uur/ })).toBeFocused();
    await expectAccessible(page);
    await dialog.getByLabel('Wat is beloofd').fill('Terugbellen over de meter');
    await page.keyboard.press('Enter');

    await expect(page.getByText('Belofte gedaan')).toBeVisible();
    const panel = page.getByRole('complementary', { name: 'Klant' });
    await expect(panel).toContainText('Terugbellen over de meter');
    await expect(page.getByRole('option', { name: /Belofte Klant.*nog 59 min|Belofte Klant.*nog 1 u/ })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await expect(page.getByRole('heading', { name: 'Beloften', level: 1 })).toBeVisible();
    await page.getByRole('option', { name: /Belofte Klant/ }).click();
    await send(page, 'Hierbij uw antwoord.');

    await expect(panel).toContainText('nagekomen');
  });

  test('is asked about when the conversation is resolved', async ({ page, sandbox }) => {
    await (await sandbox.newPhone('Afronder')).says('Belt u mij terug?');
    await logIn(page, 'agent');
    await open(page, 'Afronder');
    await page.keyboard.press('Shift+Z');
    await page.getByRole('button', { name: 'Beloof het' }).click();
    await expect(page.getByText('Belofte gedaan')).toBeVisible();
    await thread(page).focus();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Is de belofte nagekomen?' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Nog niet' }).click();

    await expect(page.getByText('Afgerond: Afronder')).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.getByRole('option', { name: /Afronder/ }).click();
    await page.getByRole('button', { name: 'Heropen' }).click();
    await page.keyboard.press('e');
    await dialog.getByRole('button', { name: 'Ja, nagekomen' }).click();
    await thread(page).focus(); // as long as the list has the focus, what has left it stands there, greyed
    await expect(page.getByRole('option', { name: /Afronder/ })).toHaveCount(0);
  });
});

test.describe('a hand-over', () => {
  test('goes with a note, is announced, and is taken', async ({ page, sandbox, anotherAgent }) => {
    await (await sandbox.newPhone('Overdracht Klant')).says('Ik spreek Frans');
    await logIn(page, 'admin');
    const agent = await anotherAgent('agent');
    await readsAll(agent);
    const { name } = logInOf('agent');
    await open(page, 'Overdracht Klant');
    await page.keyboard.press('Shift+T');
    await page.getByLabel('Aan', { exact: true }).selectOption(name);
    await page.getByLabel('Wat zij moeten weten').fill('Spreekt alleen Frans');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Draag over' }).click();
    await expect(page.getByText(`Aangeboden aan ${name}, nog niet aangenomen.`)).toBeVisible();
    await expect(thread(page)).toContainText('Spreekt alleen Frans');

    const bell = agent.getByRole('button', { name: /Wat mij aangaat/ });
    await expect(bell).toHaveAccessibleName(/1 ongelezen/);
    await expect(agent).toHaveTitle('(1) Balie');
    await bell.click();
    await expectAccessible(agent);
    await agent.getByRole('button', { name: /wil jou een gesprek geven/ }).click();
    await expect(agent.getByRole('log', { name: /Overdracht Klant/ })).toBeVisible();
    await expect(agent).toHaveTitle('Balie');
    await agent.getByRole('button', { name: 'Neem aan' }).click();

    await expect(agent.getByText('Jij hebt dit gesprek')).toBeVisible();
    await expect(page.getByText(/nog niet aangenomen/)).toBeHidden();
  });

  test('comes back with a reason', async ({ page, sandbox, anotherAgent }) => {
    await (await sandbox.newPhone('Terug Klant')).says('Voor wie ben ik?');
    await logIn(page, 'admin');
    const agent = await anotherAgent('agent');
    await open(page, 'Terug Klant');
    await page.keyboard.press('Shift+T');
    await page.getByLabel('Aan', { exact: true }).selectOption(logInOf('agent').name);
    await page.getByRole('button', { name: 'Draag over' }).click();
    await open(agent, 'Terug Klant');
    await agent.getByRole('button', { name: 'Niet overnemen' }).click();
    await agent.getByLabel('Waarom').fill('Weet ik niets van');
    await agent.keyboard.press('Enter');

    await expect(thread(page)).toContainText('Weet ik niets van');
    await expect(page.getByText(/nog niet aangenomen/)).toBeHidden();
  });
});

test('an offer is taken back by who made it', async ({ page, sandbox }) => {
  await (await sandbox.newPhone('Bedacht Klant')).says('Wie helpt mij?');
  await logIn(page, 'admin');
  await open(page, 'Bedacht Klant');
  await page.keyboard.press('Shift+T');
  await page.getByLabel('Aan', { exact: true }).selectOption(logInOf('agent').name);
  await page.getByRole('button', { name: 'Draag over' }).click();
  await expect(page.getByText(/nog niet aangenomen/)).toBeVisible();
  await page.getByRole('button', { name: 'Terugnemen' }).click();

  await expect(page.getByText('De overdracht is teruggenomen')).toBeVisible();
  await expect(page.getByText(/nog niet aangenomen/)).toBeHidden();
});

test('who follows a conversation sees a star, and can leave again', async ({ page, sandbox }) => {
  await (await sandbox.newPhone('Volg Klant')).says('Houd mij in de gaten');
  await logIn(page, 'agent');
  await open(page, 'Volg Klant');
  await page.keyboard.press('s');
  await expect(page.getByText('Je volgt Volg Klant', { exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: /Volg Klant/ }).getByTitle('Je volgt dit')).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByRole('option', { name: /Volg Klant/ }).getByTitle('Je volgt dit')).toHaveCount(0);
});
