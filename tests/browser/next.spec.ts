import type { Page } from '@playwright/test';
import { expect, expectAccessible, logIn, replyBox, test } from './support';

function opened(page: Page): Promise<string | undefined> {
  return page.evaluate(() => /\/(\d+)$/.exec(location.hash)?.[1]);
}

test.describe('the next customer', () => {
  test('two who press at the same time get two customers, and then nobody waits', async ({ page, sandbox, anotherAgent }) => {
    for (const name of ['Eerst Wachtend', 'Tweede Wachtend']) await (await sandbox.newPhone(name)).says(`Ik ben ${name}`);
    await logIn(page, 'agent');
    const other = await anotherAgent('agent', 1);
    for (const one of [page, other]) {
      await one.goto('/#/unassigned');
      await expect(one.getByRole('option', { name: /Wachtend/ })).toHaveCount(2);
    }

    await Promise.all([page.keyboard.press('Space'), other.keyboard.press('Space')]);

    for (const one of [page, other]) await expect(one.getByRole('log', { name: /Wachtend/ })).toBeVisible();
    expect(await opened(page)).not.toBe(await opened(other));
    for (const one of [page, other]) await expect(one.getByText('Jij hebt dit gesprek')).toBeVisible();

    await page.getByRole('navigation', { name: 'Navigatie' }).getByRole('button', { name: 'Volgende klant' }).click();
    await expect(page.getByText('Niemand wacht')).toBeVisible();
    await page.goto('/#/mine');
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await expect(page.getByRole('button', { name: 'Vraag opnieuw' })).toBeVisible();
    await expectAccessible(page);
  });

  test('does not come to who is offline, until they say that they are there', async ({ page, sandbox }) => {
    await (await sandbox.newPhone('Wacht Even')).says('Is daar iemand?');
    const { name } = await logIn(page, 'agent');
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Offline' }).click();
    await expect(page.getByRole('button', { name: new RegExp(`${name}.*Offline`) })).toBeVisible();

    await page.getByRole('navigation', { name: 'Navigatie' }).getByRole('button', { name: 'Volgende klant' }).click();
    await expect(page.getByText('Je bent offline: er komt geen klant naar je toe.')).toBeVisible();
    await page.getByRole('button', { name: 'Ga online' }).click();

    await expect(page.getByRole('log', { name: /Wacht Even/ })).toBeVisible();
  });

  test('gets the words that one began before it stood there, and no key of them does anything else', async ({ page, sandbox }) => {
    for (const name of ['Vlug Voor', 'Vlug Na']) await (await sandbox.newPhone(name)).says(`Ik ben ${name}`);
    await logIn(page, 'agent');
    await page.goto('/#/unassigned');
    await expect(page.getByRole('option', { name: /Vlug/ })).toHaveCount(2);
    await page.route('**/next', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });

    await page.keyboard.press('Space');
    await page.keyboard.type('rGoedemorgen');
    await expect(replyBox(page)).toBeFocused();
    await page.keyboard.type(', ik zoek het uit');
    await expect(replyBox(page)).toHaveValue('Goedemorgen, ik zoek het uit');
    const first = await opened(page);

    await page.keyboard.press('Control+Alt+Enter');
    await page.keyboard.type('nEerst bellen');
    await expect.poll(() => opened(page)).not.toBe(first);
    await expect(page.getByLabel('Notitie voor collega’s')).toHaveValue('Eerst bellen');
    await expect(page.getByRole('button', { name: 'Afronden', exact: true })).toBeVisible();

    // What does not begin with the key to write is for nobody.
    await (await sandbox.newPhone('Vlug Laatst')).says('Nog een');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Space');
    await page.keyboard.type('ee!');
    await expect(page.getByRole('log', { name: /Vlug Laatst/ })).toBeVisible();
    await expect(page.getByText('Jij hebt dit gesprek')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Afronden', exact: true })).toBeVisible();
  });
});
