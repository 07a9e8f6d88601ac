// What the desk keeps for its agents: articles, macros, canned responses of one's own, and how an inbox answers.
import type { APIRequestContext, Page } from '@playwright/test';
import { address, expect, expectAccessible, logIn, open, replyBox, send, test, thread } from './support';

const manners = () => ({ 'X-Balie': '1', Origin: address() });

interface Kept {
  id: string;
}

async function keep(platform: APIRequestContext, kind: string, data: unknown): Promise<Kept> {
  const answer = await platform.post(`/api/v1/${kind}`, { data, headers: manners() });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as Kept;
}

async function drop(platform: APIRequestContext, kind: string, { id }: Kept): Promise<void> {
  expect((await platform.delete(`/api/v1/${kind}/${id}`, { headers: manners() })).ok()).toBe(true);
}

const dialog = (page: Page) => page.getByRole('dialog');
const save = (page: Page) => dialog(page).getByRole('button', { name: 'Bewaar', exact: true }).click();

test('an article is written, found by two question marks, and put in as words or as an address', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Artikel Lezer');
  await customer.says('Mijn scherm is leeg');
  await logIn(page, 'lead');
  await page.goto('/#/settings/articles');
  await page.getByRole('button', { name: 'Nieuw artikel' }).click();
  await page.getByLabel('Titel').fill('Proefartikel over het scherm');
  await page.getByLabel('Tekst', { exact: true }).fill('Druk drie seconden op de knop.');
  await page.getByLabel('Adres op het web').fill('help.example');
  await expect(dialog(page).getByRole('button', { name: 'Bewaar', exact: true })).toBeDisabled();
  await page.getByLabel('Adres op het web').fill('https://help.example/scherm');
  await expectAccessible(page);
  await save(page);
  await expect(page.getByText('https://help.example/scherm')).toBeVisible();

  await open(page, 'Artikel Lezer');
  await replyBox(page).pressSequentially('Zie ??proefartikel over');
  const list = page.getByRole('listbox', { name: 'Artikelen' });
  await expect(list.getByRole('option')).toHaveCount(2);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(replyBox(page)).toHaveValue('Zie Druk drie seconden op de knop.');
  await replyBox(page).pressSequentially(' Of ??knop');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(replyBox(page)).toHaveValue('Zie Druk drie seconden op de knop. Of https://help.example/scherm');
  await replyBox(page).fill('??bestaatniet');
  await expect(page.getByText('Geen artikel bevat deze woorden.')).toBeVisible();
  await replyBox(page).fill('');

  await page.goto('/#/settings/articles');
  await page.getByRole('button', { name: 'Wijzig Proefartikel over het scherm' }).click();
  await page.getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(page.getByText('Proefartikel over het scherm')).toHaveCount(0);
});

test('a macro is built step by step, run by its key, and taken back', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Macro Klant');
  await customer.says('Wanneer komt de monteur?');
  await logIn(page, 'agent');
  await page.goto('/#/settings/macros');
  await page.getByRole('button', { name: 'Nieuwe macro' }).click();
  await page.getByLabel('Naam').fill('Zeppelin vragen');
  await page.getByLabel('Wat hij doet').selectOption({ label: 'Tekst in het antwoord' });
  await page.getByLabel('Tekst', { exact: true }).fill('Dag {{contact.first_name}}, de monteur belt u.');
  await page.getByLabel('En dan').selectOption({ label: 'Notitie voor collega’s' });
  await page.getByLabel('Notitie', { exact: true }).fill('Monteur gevraagd.');
  await page.getByLabel('En dan').selectOption({ label: 'Prioriteit' });
  await page.getByRole('combobox', { name: 'Prioriteit' }).selectOption({ label: 'Spoed' });
  await page.getByRole('button', { name: 'Prioriteit: omhoog' }).click();
  await expectAccessible(page);
  await save(page);
  await expect(page.getByText('Tekst in het antwoord · Spoed · Notitie voor collega’s')).toBeVisible();

  await open(page, 'Macro Klant');
  await thread(page).focus();
  await page.keyboard.press('m');
  await page.keyboard.type('zeppelin');
  await expect(page.getByRole('option', { name: /Zeppelin vragen/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(replyBox(page)).toHaveValue('Dag Macro, de monteur belt u.');
  await expect(page.getByRole('button', { name: 'Spoed' }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Ongedaan/ }).click();
  await expect(replyBox(page)).toHaveValue('');
  await expect(page.getByText('Teruggedraaid. De notitie blijft.')).toBeVisible();
  await expect(page.getByRole('article', { name: 'Notitie' })).toContainText('Monteur gevraagd.');
  await expect(page.getByRole('button', { name: 'Geen prioriteit' }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Meer', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Zeppelin vragen' }).click();
  await expect(replyBox(page)).toHaveValue('Dag Macro, de monteur belt u.');
  await replyBox(page).fill('');

  await page.goto('/#/settings/macros');
  await page.getByRole('button', { name: 'Wijzig Zeppelin vragen' }).click();
  await page.getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Wijzig Zeppelin vragen' })).toHaveCount(0);
});

test('an agent keeps a canned response, with other words on a channel, that nobody else may change', async ({ page, sandbox, platform, anotherAgent }) => {
  const customer = await sandbox.newPhone('Standaard Klant');
  await customer.says('Bedankt!');
  const shared = await keep(platform, 'canned-responses', { shortcut: 'gedeeld', text: 'Voor iedereen.' });
  await logIn(page, 'agent');
  await page.goto('/#/settings/canned');
  await expect(page.getByText('/gedeeld')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Wijzig gedeeld' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Nieuw antwoord' }).click();
  await page.getByLabel('Sneltekst').fill('eigen');
  await page.getByLabel('Tekst', { exact: true }).fill('Met alle woorden.');
  await page.getByRole('button', { name: 'Andere tekst op een kanaal' }).click();
  await page.getByLabel('Andere tekst op', { exact: true }).selectOption({ label: 'WhatsApp' });
  await page.getByLabel('Tekst op WhatsApp').fill('Kort.');
  await expectAccessible(page);
  await save(page);
  await expect(page.getByText('/eigen')).toBeVisible();

  await open(page, 'Standaard Klant');
  await replyBox(page).pressSequentially('/eigen');
  await page.keyboard.press('Enter');
  await expect(replyBox(page)).toHaveValue('Kort.');
  await replyBox(page).fill('');

  const other = await anotherAgent('agent', 1);
  await other.goto('/#/settings/canned');
  await expect(other.getByText('/gedeeld')).toBeVisible();
  await expect(other.getByText('/eigen')).toHaveCount(0);

  await page.goto('/#/settings/canned');
  await page.getByRole('button', { name: 'Wijzig eigen' }).click();
  await page.getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(page.getByText('/eigen')).toHaveCount(0);
  await drop(platform, 'canned-responses', shared);
});

test('a reply that was sent becomes a canned response, without the names', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Hendrika Bos');
  await customer.says('Bedankt voor de hulp');
  const me = await logIn(page, 'lead');
  await open(page, 'Hendrika Bos');
  await send(page, `Graag gedaan Hendrika. Groet, ${me.name}`);
  await expect(thread(page).getByText('Graag gedaan Hendrika')).toBeVisible();
  await thread(page).focus();
  await page.keyboard.press('Shift+C');
  await expect(page.getByLabel('Tekst', { exact: true })).toHaveValue('Graag gedaan {{contact.first_name}}. Groet, {{agent.name}}');
  await page.getByLabel('Sneltekst').fill('graag');
  await expectAccessible(page);
  await save(page);
  await expect(page.getByText('Bewaard: /graag')).toBeVisible();
  await replyBox(page).pressSequentially('/graag');
  await page.keyboard.press('Enter');
  await expect(replyBox(page)).toHaveValue(`Graag gedaan Hendrika. Groet, ${me.name}`);
  await replyBox(page).fill('');

  await page.goto('/#/settings/canned');
  await page.getByRole('button', { name: 'Wijzig graag' }).click();
  await page.getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(page.getByText('/graag')).toHaveCount(0);
});

test('an inbox has a tone, response times and a time to take back', async ({ page, sandbox, platform }) => {
  const customer = await sandbox.newPhone('Toon Klant');
  await logIn(page, 'admin');
  await page.goto('/#/settings/policies');
  await page.getByRole('button', { name: 'Nieuwe reactietijd' }).click();
  await page.getByLabel('Naam').fill('Proef: snel');
  await page.getByLabel('Eerste antwoord binnen').fill('90');
  await page.getByLabel('Eenheid').first().selectOption({ label: 'minuten' });
  await expectAccessible(page);
  await save(page);
  await expect(page.getByText('eerste antwoord binnen 90 minuten')).toBeVisible();

  const { items } = (await (await platform.get('/api/v1/inboxes', { headers: manners() })).json()) as { items: { id: string; channel: string }[] };
  await page.goto(`/#/settings/channels/${items.find(({ channel }) => channel === 'whatsapp')?.id ?? ''}`);
  await page.getByLabel('Schrijfstijl').fill('Kort, en met u.');
  await page.getByLabel('Reactietijden').selectOption({ label: 'Proef: snel' });
  await page.getByLabel('Een antwoord is terug te halen').selectOption({ label: '7 seconden' });
  const card = page.locator('form').filter({ has: page.getByLabel('Schrijfstijl') });
  await card.getByRole('button', { name: 'Bewaar' }).click();
  await expect(page.getByText('Bewaard', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Schrijfstijl')).toHaveValue('Kort, en met u.');
  const there = page.url();

  await customer.says('Hoe snel antwoordt u?');
  await open(page, 'Toon Klant');
  await expect(page.getByText('Kort, en met u.')).toBeVisible();
  await expect(page.getByText('nog 1 u', { exact: true }).first()).toBeVisible();

  await page.goto('/#/settings/policies');
  await page.getByRole('button', { name: 'Wijzig Proef: snel' }).click();
  await page.getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(page.getByText('Een kanaal gaat er nog naar.')).toBeVisible();
  await page.goto(there);
  await page.getByLabel('Schrijfstijl').fill('');
  await page.getByLabel('Reactietijden').selectOption({ label: 'Geen' });
  await page.getByLabel('Een antwoord is terug te halen').selectOption({ label: '5 seconden' });
  await card.getByRole('button', { name: 'Bewaar' }).click();
  await expect(page.getByText('Bewaard', { exact: true })).toBeVisible();
  await page.goto('/#/settings/policies');
  await page.getByRole('button', { name: 'Wijzig Proef: snel' }).click();
  await page.getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(page.getByText('Proef: snel')).toHaveCount(0);
});

test('a brace puts in what is known of the customer, and macros are one key away from the box', async ({ page, sandbox }) => {
  const customer = await sandbox.newPhone('Bram Bekend');
  await customer.says('Hallo');
  await logIn(page, 'agent');
  await open(page, 'Bram Bekend');
  await replyBox(page).pressSequentially('Dag {voorn');
  await expect(page.getByRole('listbox', { name: 'Wat hier bekend is' }).getByRole('option', { name: /Voornaam van de klant Bram/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(replyBox(page)).toHaveValue('Dag Bram');

  await page.keyboard.press('Control+m');
  await expect(page.getByRole('dialog', { name: 'Voer een macro uit' })).toBeVisible();
});
