// A forbidden phrase: the agent is stopped, asks, and a lead lets it go. The customer reads it then, and not before.
import { address, expect, expectAccessible, logIn, open, send, test, thread } from './support';

const manners = () => ({ 'X-Balie': '1', Origin: address() });

test('a reply with a forbidden phrase waits for a second person', async ({ page, anotherAgent, sandbox, platform }) => {
  const customer = await sandbox.newPhone('Belegger Vraagt');
  await customer.says('Waarin moet ik beleggen?');
  await logIn(page, 'admin');
  await page.goto('/#/settings/phrases');
  await page.getByRole('button', { name: 'Nieuwe zin' }).click();
  await page.getByLabel('Zin', { exact: true }).fill('zeker rendement');
  await page.getByLabel('Wat de agent te lezen krijgt').fill('Wij geven geen beleggingsadvies.');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(page.getByText('Wij geven geen beleggingsadvies.')).toBeVisible();

  const agent = await anotherAgent('agent');
  await open(agent, 'Belegger Vraagt');
  await send(agent, 'Dit fonds geeft Zeker, rendement.');
  await expect(agent.getByText('Een tweede persoon moet akkoord geven op "zeker rendement": Wij geven geen beleggingsadvies.')).toBeVisible();
  await expect(agent.getByText(/^Gaat over/)).toHaveCount(0);
  await expectAccessible(agent);
  await agent.getByRole('button', { name: 'Vraag akkoord' }).click();
  await expect(thread(agent).getByText('wacht op een tweede persoon vanwege “zeker rendement”')).toBeVisible();
  await expect(thread(agent).getByText('Wij geven geen beleggingsadvies.')).toBeVisible();
  await expect(agent.getByRole('button', { name: 'Akkoord, verstuur' })).toHaveCount(0);

  const lead = await anotherAgent('lead');
  const toApprove = lead.getByRole('navigation', { name: 'Navigatie' }).getByRole('link', { name: /^Te fiatteren/ });
  await expect(toApprove).toHaveText('Te fiatteren1');
  await expect(agent.getByRole('link', { name: /^Te fiatteren/ })).toHaveCount(0);
  await toApprove.click();
  await expect(lead.getByRole('option', { name: /Belegger Vraagt/ })).toBeVisible();
  await expectAccessible(lead);
  await lead.getByRole('button', { name: /^Wat mij aangaat/ }).click();
  await lead.getByText('vraagt je akkoord voor een antwoord').first().click();
  await expect(thread(lead).getByText('Dit fonds geeft Zeker, rendement.')).toBeVisible();
  const read = async () => (await customer.thread()).map(({ text }) => text);
  expect(await read()).not.toContain('Dit fonds geeft Zeker, rendement.');
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'Akkoord, verstuur' }).click();
  await expect.poll(read).toContain('Dit fonds geeft Zeker, rendement.');
  await expect(thread(agent).getByText('gaf akkoord voor het antwoord')).toBeVisible();
  await expect(toApprove).toHaveText('Te fiatteren');

  // The next one is turned down, and its writer reads why.
  await send(agent, 'Toch een zeker rendement.');
  await agent.getByRole('button', { name: 'Vraag akkoord' }).click();
  await thread(lead).getByRole('button', { name: 'Niet akkoord' }).click();
  const why = lead.getByRole('dialog');
  await expect(why.getByRole('button', { name: 'Niet akkoord' })).toBeDisabled();
  await why.getByLabel('Waarom').fill('Noem wat het vorig jaar deed.');
  await expectAccessible(lead);
  await why.getByRole('button', { name: 'Niet akkoord' }).click();
  await expect(thread(agent).getByText('Niet akkoord: Noem wat het vorig jaar deed.')).toBeVisible();
  await expectAccessible(agent);
  expect(await read()).not.toContain('Toch een zeker rendement.');

  const phrases = (await (await platform.get('/api/v1/forbidden-phrases')).json()) as { items: { id: string }[] };
  for (const { id } of phrases.items) await platform.delete(`/api/v1/forbidden-phrases/${id}`, { headers: manners() });
});
