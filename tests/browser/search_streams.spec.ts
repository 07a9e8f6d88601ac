// A search stream: a post that mentions nobody is found, claimed and seen for what it is, by its label and how it sounds.
import { address, expect, expectAccessible, logIn, test, thread } from './support';

const manners = () => ({ 'X-Balie': '1', Origin: address() });
const complaint = 'Alweer geen stroom, en Noorderlicht neemt niet op #faal';
const praise = 'Noorderlicht, hulde en dank, geweldig gedaan #faal';

test('posts that do not mention the desk are searched for', async ({ page, anotherAgent, sandbox, platform }) => {
  const phone = (await sandbox.newPhone('Boze Buur')).on('x');
  await phone.comments('new', complaint);
  await logIn(page, 'admin');
  await page.goto('/#/settings/channels');
  await page.getByRole('link', { name: 'X', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Zoekstromen' })).toBeVisible();
  await page.getByRole('button', { name: 'Nieuwe stroom' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Naam').fill('#faal');
  await form.getByLabel('Zoekvraag').fill('-is:retweet');
  await form.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(form.getByText('Zet er een woord, hashtag of account in dat in een bericht kan staan.')).toBeVisible();
  await expectAccessible(page);
  await form.getByLabel('Zoekvraag').fill('"#faal" Noorderlicht -is:retweet');
  await form.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByText('"#faal" Noorderlicht -is:retweet')).toBeVisible();

  // The server looks every five seconds for what is due.
  await page.goto('/#/unassigned');
  const row = page.getByRole('option').filter({ hasText: complaint });
  await expect(row).toHaveAccessibleName(/^X, openbaar, Boze Buur.*klinkt negatief.*#faal/i, { timeout: 20_000 });
  await expect(row.getByText('Negatief')).toBeVisible();
  await row.click();
  await expect(thread(page).getByRole('article').filter({ hasText: complaint })).toHaveCount(1);
  const bar = page.getByText('Openbaar gesprek').locator('..');
  await expect(bar.getByText('Negatief')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Schrijven' })).toContainText('Openbaar');
  await expectAccessible(page);

  const lead = await anotherAgent('lead');
  await lead.goto('/#/settings/streams');
  await expect(lead.getByText(/1 bericht gevonden/)).toBeVisible();
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'Wijzig #faal' }).click();
  await lead.getByRole('switch', { name: 'Vraag het X ongeveer elke minuut' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(lead.getByText('uit', { exact: true })).toBeVisible();
  await phone.comments('new', praise);
  // Switched on again it begins anew: what stands there already is not doubled, and what came meanwhile is found.
  await lead.getByRole('button', { name: 'Wijzig #faal' }).click();
  await lead.getByRole('switch', { name: 'Vraag het X ongeveer elke minuut' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Bewaar', exact: true }).click();
  await page.goto('/#/unassigned');
  await expect(page.getByRole('option').filter({ hasText: praise }).getByText('Positief')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('option').filter({ hasText: complaint })).toHaveCount(1);

  await lead.getByRole('button', { name: 'Wijzig #faal' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(lead.getByText('Hier staat nog niets.')).toBeVisible();
  const labels = (await (await platform.get('/api/v1/labels')).json()) as { items: { id: string; name: string }[] };
  for (const { id, name } of labels.items) if (name === '#faal') await platform.delete(`/api/v1/labels/${id}`, { headers: manners() });
});
