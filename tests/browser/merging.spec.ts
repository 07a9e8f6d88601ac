// Conversations of one customer that are about one thing: joined before a colleague's eyes, and parted again.
import { address, expect, expectAccessible, logIn, replyBox, test, thread } from './support';
import type { Page } from '@playwright/test';

// Two phones wrote, and turn out to be one customer: two conversations of one contact in one inbox.
async function twoConversations(page: Page, name: string): Promise<{ first: string; second: string }> {
  return page.evaluate(async ([wanted, origin]) => {
    const headers = { 'Content-Type': 'application/json', 'X-Balie': '1', Origin: origin ?? '' };
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? undefined : answer.json();
    };
    const found = async (who: string) => (await ask('GET', `/conversations?q=${encodeURIComponent(who)}`)).items[0];
    const [one, other] = [await found(`${wanted} Een`), await found(`${wanted} Twee`)];
    await ask('POST', `/contacts/${one.contact.id}/merge`, { contact_id: other.contact.id });
    return { first: one.id, second: other.id };
  }, [name, address()]);
}

test('two agents: what one joins the other sees in one thread, and Undo parts it', async ({ page, sandbox, anotherAgent }) => {
  const name = `Voeg ${Date.now()}`;
  const one = await sandbox.newPhone(`${name} Een`);
  const other = await sandbox.newPhone(`${name} Twee`);
  await one.says('Mijn meter staat stil');
  await other.says('Met mijn andere nummer: het is nummer 4711');
  await logIn(page, 'lead');
  await page.goto('/#/all');
  await expect(page.getByRole('option', { name: new RegExp(`${name} Twee`) })).toBeVisible();
  const { first, second } = await twoConversations(page, name);
  const colleague = await anotherAgent('agent');
  await colleague.goto(`/#/all/${second}`);
  await expect(thread(colleague)).toContainText('nummer 4711');
  await replyBox(colleague).pressSequentially('Ik zoek het op');
  await page.goto(`/#/all/${first}`);
  await expect(thread(page)).toContainText('Mijn meter staat stil');

  await page.keyboard.press('Shift+M');
  const dialog = page.getByRole('dialog', { name: /Samenvoegen met gesprek/ });
  await expectAccessible(page);
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Samenvoegen', exact: true }).click();

  await expect(thread(page)).toContainText('nummer 4711');
  await expect(colleague).toHaveURL(new RegExp(`/${first}$`));
  await expect(thread(colleague)).toContainText('Mijn meter staat stil');
  await expect(replyBox(colleague)).toHaveValue('Ik zoek het op');
  await other.says('Hallo?');
  await expect(thread(page)).toContainText('Hallo?');

  const link = await anotherAgent('admin');
  await link.goto(`/#/all/${second}`);
  await expect(link).toHaveURL(new RegExp(`/${first}$`));
  await expect(thread(link).locator('article', { hasText: 'nummer 4711' })).toBeInViewport();

  await thread(page).getByRole('button', { name: 'Ongedaan' }).click();
  await expect(thread(page)).not.toContainText('nummer 4711');
  await expect(page.getByText('1 gesprek hiermee samengevoegd')).toHaveCount(0);
  await page.goto(`/#/all/${second}`);
  await expect(thread(page)).toContainText('nummer 4711');
  await expect(thread(page)).toContainText('Hallo?');
  await expect(thread(page)).not.toContainText('Mijn meter staat stil');
});

test('joined by mistake, the toast parts them at once', async ({ page, sandbox }) => {
  const name = `Terug ${Date.now()}`;
  await (await sandbox.newPhone(`${name} Een`)).says('Eerste vraag');
  await (await sandbox.newPhone(`${name} Twee`)).says('Tweede vraag');
  await logIn(page, 'lead');
  await page.goto('/#/all');
  await expect(page.getByRole('option', { name: new RegExp(`${name} Twee`) })).toBeVisible();
  const { first } = await twoConversations(page, name);
  await page.goto(`/#/all/${first}`);
  await expect(thread(page)).toContainText('Eerste vraag');
  await page.keyboard.press('Shift+M');
  await page.getByRole('dialog').getByRole('checkbox').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Samenvoegen', exact: true }).click();
  await expect(thread(page)).toContainText('Tweede vraag');

  await page.keyboard.press('Control+z');

  await expect(thread(page)).not.toContainText('Tweede vraag');
  await expect(page.getByRole('option', { name: /Tweede vraag/ })).toBeVisible();
});
