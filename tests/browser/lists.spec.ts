import { expect, expectAccessible, logIn, test } from './support';

// Three customers whose conversations are in the list, in a desk of their own.
async function three(sandbox: { newPhone: (name: string) => Promise<{ says: (text: string) => Promise<void> }> }, names: [string, string, string]): Promise<void> {
  for (const name of names) await (await sandbox.newPhone(name)).says(`Vraag van ${name}`);
}

test.describe('many conversations at once', () => {
  test('are chosen by key and resolved together, and one undo brings all back', async ({ page, sandbox }) => {
    await three(sandbox, ['Bulk Een', 'Bulk Twee', 'Bulk Drie']);
    await logIn(page, 'admin');
    await page.goto('/#/all');
    await expect(page.getByRole('option')).toHaveCount(3);

    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+J');
    await expect(page.getByText('2 gekozen')).toBeVisible();
    await page.keyboard.press('Shift+J');
    await expect(page.getByText('3 gekozen')).toBeVisible();
    await page.keyboard.press('e');

    await expect(page.getByText('3 gesprekken afgerond')).toBeVisible();
    await expect(page.getByText('gekozen', { exact: false })).toHaveCount(0);
    await page.goto('/#/resolved');
    await expect(page.getByRole('option', { name: /Bulk (Een|Twee|Drie)/ })).toHaveCount(3);
    await page.keyboard.press('Control+z');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Bulk (Een|Twee|Drie)/ })).toHaveCount(3);
  });

  test('are chosen with the pointer, given to a colleague and labelled', async ({ page, sandbox }) => {
    await three(sandbox, ['Muis Een', 'Muis Twee', 'Muis Drie']);
    await logIn(page, 'admin');
    await page.goto('/#/all');
    const rows = page.getByRole('option');
    await expect(rows).toHaveCount(3);

    await rows.nth(0).click({ modifiers: ['Control'] });
    await rows.nth(2).click({ modifiers: ['Shift'] });
    await expect(page.getByText('3 gekozen')).toBeVisible();
    await rows.nth(1).click({ modifiers: ['Control'] });
    await expect(page.getByText('2 gekozen')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('a');
    await page.getByRole('menuitem', { name: 'Sanne de Wit' }).click();
    await expect(page.getByText('2 gesprekken toegewezen')).toBeVisible();
    await expect(page.getByRole('option', { name: /toegewezen aan Sanne de Wit/ })).toHaveCount(2);

    await page.getByRole('button', { name: 'Labels van de gekozen gesprekken' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'meterstand' }).click();
    await expect(page.getByRole('option', { name: /meterstand/ })).toHaveCount(2);
    await page.getByRole('button', { name: 'Ongedaan' }).last().click();
    await expect(page.getByRole('option', { name: /meterstand/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Kies niets' }).click();
    await expect(page.getByText('2 gekozen')).toBeHidden();
  });

  test('that one may not change are as they were, and it is said', async ({ page, sandbox }) => {
    await three(sandbox, ['Weiger Een', 'Weiger Twee', 'Weiger Drie']);
    await logIn(page, 'admin');
    await page.goto('/#/all');
    await expect(page.getByRole('option')).toHaveCount(3);
    await page.route('**/api/v1/conversations/**', (route) => (route.request().method() === 'GET' ? route.continue() : route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' })));

    await page.keyboard.press('*');
    await page.keyboard.press('p');
    await page.getByRole('menuitem', { name: 'Spoed' }).click();

    await expect(page.getByText('3 gesprekken konden niet gewijzigd worden, ze zijn zoals ze waren.')).toBeVisible();
    await expect(page.getByRole('option', { name: /Spoed/ })).toHaveCount(0);
  });
});

test.describe('order and filter', () => {
  test('stand in the address and survive a reload', async ({ page, sandbox }) => {
    await three(sandbox, ['Orde Een', 'Orde Twee', 'Orde Drie']);
    await logIn(page, 'admin');
    await page.goto('/#/all');
    await page.getByRole('option', { name: /Orde Twee/ }).click();
    await page.keyboard.press('p');
    await page.getByRole('menuitemcheckbox', { name: 'Spoed' }).click();

    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Spoed' }).click();
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.getByRole('button', { name: /^(Minste tijd eerst|Langst wachtend)/ }).click();
    await page.getByRole('menuitemcheckbox', { name: /Nieuwste eerst/ }).click();
    await expect(page).toHaveURL(/all;sort=newest;priority=urgent/);
    await page.reload();

    await expect(page.getByRole('option', { name: /Orde Twee/ })).toBeVisible();
    await expect(page.getByRole('option')).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Nieuwste eerst' })).toBeVisible();
    await page.getByRole('button', { name: 'Zonder Spoed' }).click();
    await expect(page.getByRole('option', { name: /Orde/ })).toHaveCount(3);
  });

  test('hold for what changes live', async ({ page, sandbox, anotherAgent }) => {
    await three(sandbox, ['Filter Een', 'Filter Twee', 'Filter Drie']);
    await logIn(page, 'admin');
    await page.goto('/#/all;priority=urgent');
    await expect(page.getByText('Niets voldoet')).toBeVisible();
    const lead = await anotherAgent('lead');
    await lead.goto('/#/all');
    await lead.getByRole('option', { name: /Filter Drie/ }).click();

    await lead.keyboard.press('p');
    await lead.getByRole('menuitemcheckbox', { name: 'Spoed' }).click();

    await expect(page.getByRole('option', { name: /Filter Drie/ })).toBeVisible();
    await expect(page.getByRole('option')).toHaveCount(1);
  });
});

test('a row opens although the list still glides under the pointer', async ({ page, sandbox }) => {
  for (const name of ['Glij Een', 'Glij Twee', 'Glij Drie', 'Glij Vier', 'Glij Vijf', 'Glij Zes']) await (await sandbox.newPhone(name)).says('Dag');
  await page.setViewportSize({ width: 1440, height: 480 });
  await logIn(page, 'agent');
  await page.goto('/#/all');
  const list = page.getByRole('listbox');
  await expect(list.getByRole('option', { name: /Glij Een/ })).toBeVisible();
  await list.hover();
  const scrolled = await list.evaluateHandle((element) => ({ once: new Promise<void>((resolve) => { element.addEventListener('scroll', () => { requestAnimationFrame(() => { resolve(); }); }, { once: true }); }) }));
  await page.mouse.wheel(0, 120);
  await scrolled.evaluate(({ once }) => once);
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByRole('log')).toBeVisible();
});
