// Keys that are pressed now and then: spam, the draft away, a macro by its number, resolve and next, public and private.
import { expect, logIn, open, replyBox, test, thread } from './support';

test('a draft goes and comes back, a macro runs, spam is blocked and freed, and the next customer comes', async ({ page, sandbox }) => {
  test.slow();
  const name = `Toon Toets ${Date.now()}`;
  await (await sandbox.newPhone(`Wim Wachter ${Date.now()}`)).says('Ik wacht hierna');
  await (await sandbox.newPhone(name)).says('Wie helpt mij?');
  await logIn(page, 'lead');
  await open(page, name);

  await replyBox(page).fill('Half een antwoord');
  await page.keyboard.press('Escape');
  await page.keyboard.press('#');
  await expect(page.getByText('Concept weggegooid')).toBeVisible();
  await expect(replyBox(page)).toHaveValue('');
  await page.keyboard.press('Control+z');
  await expect(replyBox(page)).toHaveValue('Half een antwoord');
  await page.keyboard.press('#');
  await expect(replyBox(page)).toHaveValue('');

  // Also from within the box.
  await replyBox(page).focus();
  await page.keyboard.press('Control+2');
  await expect(page.getByText('Gedaan: Storing: met spoed naar het team')).toBeVisible();
  await expect(thread(page)).toContainText('Storing gemeld');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+9');
  await expect(page.getByText('Er is nog geen macro 9.')).toBeVisible();

  await page.keyboard.press('!');
  await expect(page.getByText(`Geblokkeerd: ${name}`)).toBeVisible();
  await page.keyboard.press('!');
  await expect(page.getByText(`Niet langer geblokkeerd: ${name}`)).toBeVisible();

  const before = page.url();
  await page.keyboard.press('i');
  await expect(page.getByText('Dit gesprek heeft geen openbare kant.')).toBeVisible();
  await page.keyboard.press('Shift+E');
  await expect(page).toHaveURL(/#\/mine\/\d+$/);
  expect(page.url()).not.toBe(before);
});

test('what is public stands in a list of its own, and a comment is answered in private by a key', async ({ page, sandbox }) => {
  test.slow();
  const name = `Olga Openbaar ${Date.now()}`;
  const customer = await sandbox.newPhone(name);
  await customer.says('Dit is privé');
  await customer.on('facebook').comments('new', 'Dit leest iedereen');
  await logIn(page, 'agent');

  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/#\/all;public=yes/);
  const rows = page.getByRole('option', { name: new RegExp(name) });
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole('group', { name: 'Filter' })).toContainText('Openbaar');
  await rows.click();
  await expect(thread(page)).toContainText('Dit leest iedereen');
  await thread(page).focus();
  await page.keyboard.press('i');
  await expect(page.getByRole('dialog', { name: /^Verder in privé met/ })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Privé', exact: true }).click();
  await expect(page).toHaveURL(/#\/all;public=no/);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Dit is privé');
});
