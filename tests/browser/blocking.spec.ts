// A customer is blocked and freed before the eyes of a colleague who has the conversation open.
import { expect, logIn, open, test, thread } from './support';

test('two agents: what one blocks the other sees blocked, and free again, without a reload', async ({ page, sandbox, anotherAgent }) => {
  const name = `Sjoerd Stoorzender ${Date.now()}`;
  const customer = await sandbox.newPhone(name);
  await customer.says('Win nu een prijs!');
  await logIn(page, 'lead');
  await open(page, name);
  const colleague = await anotherAgent('agent');
  await open(colleague, name);
  await expect(thread(colleague)).toContainText('Win nu een prijs!');
  const mark = colleague.getByText(/^(Geblokkeerd als spam|Als spam geblokkeerd) sinds/);
  await expect(colleague.getByRole('button', { name: 'Blokkeer deze klant' })).toBeVisible();

  await page.getByRole('button', { name: 'Blokkeer deze klant' }).click();
  await page.getByRole('menuitem', { name: 'Spam', exact: true }).click();
  await expect(mark.first()).toBeVisible();
  await expect(colleague.getByRole('status').filter({ hasText: 'Geblokkeerd als spam' })).toBeVisible();

  // A change by hand to the same contact leaves the mark where it is.
  await page.evaluate(async (wanted) => {
    const found = await (await fetch(`/api/v1/contacts?q=${encodeURIComponent(wanted)}`)).json() as { items: { id: string; blocked?: { reason: string } }[] };
    if (found.items[0]?.blocked?.reason !== 'spam') throw new Error('the list of contacts does not say that this one is blocked');
    const answer = await fetch(`/api/v1/contacts/${found.items[0].id}`, { method: 'PATCH', headers: { 'Content-Type': 'application/json', 'X-Balie': '1' }, body: JSON.stringify({ note: 'Belt met een verborgen nummer' }) });
    if (!answer.ok) throw new Error(await answer.text());
  }, name);
  await expect(colleague.getByText('Belt met een verborgen nummer')).toBeVisible();
  await expect(mark.first()).toBeVisible();

  await colleague.getByRole('button', { name: 'Deblokkeer' }).first().click();
  await expect(mark).toHaveCount(0);
  await expect(page.getByText(/^(Geblokkeerd als spam|Als spam geblokkeerd) sinds/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Blokkeer deze klant' })).toBeVisible();
});
