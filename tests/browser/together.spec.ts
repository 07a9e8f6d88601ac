import { expect, logIn, logInOf, open, replyBox, test, thread } from './support';

test.describe('two agents', () => {
  test('see each other look and write, and the same list', async ({ page, sandbox, anotherAgent }) => {
    const customer = await sandbox.newPhone('Piet Samen');
    await customer.says('Wie helpt mij?');
    await logIn(page, 'agent');
    const lead = await anotherAgent('lead');
    await open(page, 'Piet Samen');
    await open(lead, 'Piet Samen');
    await expect(page.getByTitle(/Fatima El Amrani kijkt mee/).first()).toBeAttached();

    await replyBox(lead).pressSequentially('Ik help u');

    await expect(page.getByText('Fatima El Amrani typt een antwoord')).toBeVisible();
    await expect(page.getByRole('button', { name: /Toegewezen aan Fatima/ })).toBeVisible();
    await expect(page.getByText('Fatima El Amrani heeft dit gesprek')).toBeVisible();
  });

  test('do not take the same conversation: the second keeps the text', async ({ page, sandbox, anotherAgent }) => {
    const customer = await sandbox.newPhone('Quinten Race');
    await customer.says('Snel graag');
    await logIn(page, 'agent');
    const second = await anotherAgent('agent', 1);
    await open(page, 'Quinten Race');
    await open(second, 'Quinten Race');
    // While the second's claim is on its way, the first takes the conversation.
    await second.route('**/assignee', async (route) => {
      await replyBox(page).pressSequentially('Ik doe het');
      await expect(page.getByText('Jij hebt dit gesprek')).toBeVisible();
      await route.continue();
    });

    await replyBox(second).pressSequentially('Nee, ik');

    await expect(second.getByText(/Sanne de Wit nam dit gesprek eerder/)).toBeVisible();
    await expect(replyBox(second)).toHaveValue('Nee, ik');
    await second.getByRole('button', { name: 'Zet als notitie' }).click();
    await expect(second.getByRole('textbox', { name: 'Notitie voor collega’s' })).toHaveValue('Nee, ik');
  });

  test('work with the same facts: what one resolves leaves the other’s list, still under the pointer', async ({ page, sandbox, anotherAgent }) => {
    const customer = await sandbox.newPhone('Rik Stil');
    await customer.says('Mag dicht');
    await logIn(page, 'admin');
    const lead = await anotherAgent('lead');
    await lead.goto('/#/all');
    const row = lead.getByRole('option', { name: /Rik Stil/ });
    await row.hover();
    await open(page, 'Rik Stil');

    await page.getByRole('button', { name: 'Afronden', exact: true }).click();

    await expect(row).toContainText('afgerond');
    const late = await sandbox.newPhone('Sien Later');
    await late.says('Nieuw!');
    await expect(lead.getByRole('button', { name: /nieuwe? gesprek(ken)? tonen/ }).or(lead.getByRole('option', { name: /Sien Later/ }))).toBeVisible();
    await expect(row).toBeVisible();
    await lead.mouse.move(900, 300);
    await expect(row).toBeHidden();
    await expect(lead.getByRole('option', { name: /Sien Later/ })).toBeVisible();
  });

  test('can give work away and take it back', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Thea Wijs');
    await customer.says('Voor wie ben ik?');
    await logIn(page, 'admin');
    await open(page, 'Thea Wijs');
    const { name } = logInOf('agent');

    await page.keyboard.press('a');
    await page.getByRole('menuitemcheckbox', { name }).click();
    await expect(page.getByRole('button', { name: /Toegewezen aan Sanne/ })).toBeVisible();
    await page.getByRole('button', { name: 'Ongedaan' }).click();
    await expect(page.getByRole('button', { name: /Toegewezen aan Niemand/ })).toBeVisible();
    await expect(thread(page)).toBeVisible();
  });
});

test.describe('a hand-over', () => {
  test('is found above one’s own work, with its note, and can be declined where nobody had it', async ({ page, sandbox, anotherAgent }) => {
    const customer = await sandbox.newPhone('Helga Hand');
    await customer.says('Kan iemand meekijken?');
    await logIn(page, 'admin');
    const agent = await anotherAgent('agent');
    await open(page, 'Helga Hand');
    const headers = { 'X-Balie': '1', Origin: new URL(page.url()).origin };
    const { id: to } = (await (await agent.request.get('/api/v1/session', { headers })).json() as { user: { id: string } }).user;
    const conversation = new URL(page.url()).hash.split('/').at(-1) ?? '';
    const offer = await page.request.post(`/api/v1/conversations/${conversation}/transfer`, { headers, data: { user_id: to, note: 'Jij kent deze klant' } });
    expect(offer.ok(), await offer.text()).toBe(true);

    // Also where the word of it is no longer among the newest.
    await agent.route(/\/notifications(\?|$)/, async (route) => {
      const answer = await route.fetch();
      const { items, ...rest } = (await answer.json()) as { items: { type: string }[] };
      await route.fulfill({ response: answer, json: { ...rest, items: items.filter(({ type }) => type !== 'transfer') } });
    });
    await agent.goto('/#/mine');
    await agent.reload();
    await agent.getByRole('button', { name: /Helga Hand · voor jou, van .* · “Jij kent deze klant”/ }).click();

    await expect(thread(agent)).toContainText('Jij kent deze klant');
    await agent.getByRole('button', { name: 'Niet overnemen' }).click();
    await agent.getByRole('dialog').getByRole('button', { name: 'Niet overnemen' }).click();
    await expect(agent.getByRole('button', { name: /voor jou, van/ })).toHaveCount(0);
  });
});
