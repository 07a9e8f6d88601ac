import { address, expect, expectAccessible, logIn, open, replyBox, send, test, thread } from './support';

test.describe('a reaction', () => {
  test('is given by keys alone, found by name, and taken away again', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Thijs Lach');
    await customer.says('De monteur was er zo!');
    await logIn(page, 'agent');
    await open(page, 'Thijs Lach');
    await thread(page).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press(':');
    await expect(page.getByRole('button', { name: '👍' })).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const field = page.getByRole('combobox', { name: 'Zoek een emoji' });
    await expect(field).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.type('trein');
    await page.keyboard.press('Enter');
    const article = thread(page).getByRole('article').filter({ hasText: 'De monteur was er zo!' });
    await expect(article).toContainText('🚆');
    await expect(article).toBeFocused();
    await expect.poll(async () => (await customer.thread())[0]?.other_reaction ?? (await customer.thread())[0]?.own_reaction).toBe('🚆');

    await page.keyboard.press(':');
    await page.getByRole('button', { name: '🚆', pressed: true }).click();
    await expect(article).not.toContainText('🚆');
  });

  test('of the customer is seen', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Ulla Hart');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Ulla Hart');
    await send(page, 'Graag gedaan');
    await expect(thread(page).locator('[data-status="read"]')).toBeVisible();
    const ours = (await customer.thread()).findLast(({ author }) => author === 'desk');
    await customer.reactsTo(ours?.id ?? '', '❤️');
    await expect(thread(page).getByRole('article').filter({ hasText: 'Graag gedaan' })).toContainText('❤️');
  });
});

test.describe('while one writes', () => {
  test('an emoji comes by a colon or a button, and is remembered', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Vera Emoji');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Vera Emoji');
    await replyBox(page).pressSequentially('Om 10:30 :bedan');
    await expect(page.getByRole('listbox', { name: 'Emoji' }).getByRole('option').first()).toContainText('bedankt');
    await page.keyboard.press('Enter');
    await expect(replyBox(page)).toHaveValue('Om 10:30 🙏');
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await expect(page.getByRole('listbox', { name: 'Emoji' }).getByRole('option').first()).toHaveText('🙏');
    await page.getByRole('combobox', { name: 'Zoek een emoji' }).fill('coffee');
    await page.keyboard.press('Enter');
    await expect(replyBox(page)).toHaveValue('Om 10:30 🙏☕');
    await replyBox(page).fill('');
  });

  test('a canned response fills in who it is for, and does not leave with a blank', async ({ page, sandbox, platform }) => {
    const answer = await platform.post('/api/v1/canned-responses', { data: { shortcut: 'termijn', text: '{{time.greeting}} {{contact.first_name}}, uw bedrag wordt {{bedrag.nieuw}} per {{bedrag.maand}}. Groet, {{agent.first_name}}' }, headers: { 'X-Balie': '1', Origin: address() } });
    expect(answer.ok(), await answer.text()).toBe(true);
    const { id } = (await answer.json()) as { id: string };
    const customer = await sandbox.newPhone('Willeke van Dam');
    await customer.says('Wat wordt mijn bedrag?');
    const { name } = await logIn(page, 'agent');
    await open(page, 'Willeke van Dam');
    await replyBox(page).pressSequentially('/termijn');
    await expect(page.getByRole('option', { name: /termijn/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(replyBox(page)).toHaveValue(new RegExp(`^Goede(morgen|middag|navond) Willeke, uw bedrag wordt \\{\\{bedrag.nieuw\\}\\} .* Groet, ${name.split(' ')[0] ?? ''}$`));
    expect(await replyBox(page).evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd))).toBe('{{bedrag.nieuw}}');

    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('{{bedrag.nieuw}} is nog niet ingevuld.')).toBeVisible();
    expect((await customer.thread()).some(({ author }) => author === 'desk')).toBe(false);
    await page.keyboard.type('€ 142');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1 december');
    await page.keyboard.press('Control+Enter');
    await expect(thread(page).locator('[data-status="read"]')).toBeVisible();
    expect((await customer.thread()).at(-1)?.text).toMatch(/wordt € 142 per 1 december\. Groet/);
    await platform.delete(`/api/v1/canned-responses/${id}`, { headers: { 'X-Balie': '1', Origin: address() } });
  });

  test('a colleague is named in a note, and only there', async ({ page, sandbox }) => {
    const customer = await sandbox.newPhone('Xander Noot');
    await customer.says('Hallo');
    await logIn(page, 'agent');
    await open(page, 'Xander Noot');
    await replyBox(page).pressSequentially('@Fat');
    await expect(page.getByRole('listbox', { name: 'Collega’s' })).toBeHidden();
    await replyBox(page).fill('');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.keyboard.type('@Fat');
    await expect(page.getByRole('listbox', { name: 'Collega’s' }).getByRole('option', { name: /Fatima El Amrani/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type('kijk jij even?');
    await page.keyboard.press('Control+Enter');
    await expect(thread(page).getByRole('article', { name: 'Notitie' }).locator('b')).toHaveText('@Fatima El Amrani');
  });
});

test('words from right to left read from right to left', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Yusuf Rechts');
  await customer.says('مرحبا، متى يأتي الفني؟');
  await logIn(page, 'agent');
  await open(page, 'Yusuf Rechts');
  const bubble = thread(page).getByText('مرحبا');
  expect(await bubble.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  await replyBox(page).fill('غدا صباحا');
  expect(await replyBox(page).evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  await replyBox(page).fill('');
});
