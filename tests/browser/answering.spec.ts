// In public, a reply answers one comment: the one that the bar over the box names.
import { expect, expectAccessible, logIn, replyBox, test, thread, type Phone } from './support';

interface Crowd {
  first: Phone;
  second: Phone;
  post: string;
}

async function crowd(newPhone: (name: string) => Promise<Phone>): Promise<Crowd> {
  const first = (await newPhone('Anneke Eerste')).on('facebook');
  const second = (await newPhone('Berend Tweede')).on('facebook');
  await first.comments('new', 'Hoe lang duurt dit nog?');
  await expect.poll(async () => (await first.posts())[0]?.text).toBe('Hoe lang duurt dit nog?');
  const post = (await first.posts())[0]?.id ?? '';
  await first.comments(post, 'Het is hier al een uur donker.');
  await second.comments(post, 'Bij ons ook.');
  return { first, second, post };
}

async function answerTo(phone: Phone, text: string): Promise<string | undefined> {
  const comments = (await phone.posts())[0]?.comments ?? [];
  const ours = comments.find((comment) => comment.text === text);
  return comments.find(({ id }) => id === ours?.reply_to)?.text;
}

test('the bar names whom a reply answers, and lets one choose another by pointer, by keys and from the comment', async ({ page, sandbox }) => {
  const { first, second, post } = await crowd((name) => sandbox.newPhone(name));
  await logIn(page, 'agent');
  await page.goto('/#/all');
  await page.getByRole('option', { name: /Anneke Eerste/ }).click();
  const whom = page.getByRole('button', { name: /^Als antwoord aan/ });
  await expect(thread(page)).toContainText('Bij ons ook.');
  await expect(whom).toHaveText('Als antwoord aan Berend Tweede');

  // From the box, up to what stands above; and a comment that comes in meanwhile changes nothing.
  await replyBox(page).press('Alt+ArrowUp');
  await expect(whom).toHaveText('Als antwoord aan Anneke Eerste');
  await replyBox(page).press('Alt+ArrowDown');
  await expect(whom).toHaveText('Als antwoord aan Berend Tweede');
  await replyBox(page).fill('Wij zoeken het uit.');
  await first.comments(post, 'Nog steeds donker!');
  await expect(thread(page)).toContainText('Nog steeds donker!');
  await expect(whom).toHaveText('Als antwoord aan Berend Tweede');
  await expectAccessible(page);

  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Als antwoord aan Berend Tweede: “Bij ons ook.”');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Openbaar plaatsen' }).click();
  await expect.poll(() => answerTo(second, 'Wij zoeken het uit.')).toBe('Bij ons ook.');

  // From the menu.
  await whom.click();
  await page.getByRole('menuitemcheckbox', { name: /Anneke Eerste.*al een uur donker/ }).click();
  await expect(whom).toHaveText('Als antwoord aan Anneke Eerste');
  await expect(replyBox(page)).toBeFocused();
  await replyBox(page).fill('Een monteur is onderweg.');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => answerTo(first, 'Een monteur is onderweg.')).toBe('Het is hier al een uur donker.');

  // From the comment itself.
  const comment = thread(page).getByRole('article').filter({ hasText: 'Bij ons ook.' }).first();
  await comment.hover();
  await comment.getByRole('button', { name: 'Antwoord hierop' }).click();
  await expect(whom).toHaveText('Als antwoord aan Berend Tweede');
});

test.describe('beside a long name', () => {
  for (const width of [1440, 1280, 1024]) {
    test(`at ${width} the buttons give way, and are found under "Meer"`, async ({ page, sandbox }) => {
      await page.setViewportSize({ width, height: 800 });
      await (await sandbox.newPhone('Alexandra van der Meulen-Oosterhuis')).says('Lange naam, kort verhaal');
      await logIn(page, 'agent');
      await page.goto('/#/all');
      await page.getByRole('option', { name: /Lange naam/ }).click();
      const name = page.getByRole('heading', { name: 'Alexandra van der Meulen-Oosterhuis' });
      await expect(name).toBeVisible();
      const isWhole = () => name.evaluate((title) => title.scrollWidth <= title.clientWidth && title.scrollHeight <= title.clientHeight + 1);
      await expect.poll(isWhole).toBe(true);

      await page.getByRole('button', { name: 'Meer', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Labels' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'storing' }).click();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('option', { name: /Lange naam/ })).toContainText('storing');
      await thread(page).focus();
      await page.keyboard.press('p');
      await expect(page.getByRole('menu', { name: 'Prioriteit' })).toBeVisible();
    });
  }
});

test('what looks private is marked and named before everybody reads it, however often one has confirmed', async ({ page, sandbox }) => {
  const phone = (await sandbox.newPhone('Pieter Privé')).on('facebook');
  await phone.comments('new', 'Wanneer komt de monteur?');
  await logIn(page, 'agent');
  await page.goto('/#/all');
  await page.getByRole('option', { name: /Pieter Privé/ }).click();
  await replyBox(page).fill('We kijken ernaar.');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Annuleer' })).toBeFocused();
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Openbaar plaatsen' }).click();
  await expect(thread(page)).toContainText('We kijken ernaar.');

  await replyBox(page).fill('Uw klantnummer is 304 004 81, mail jan@example.org');
  const named = '304 004 81, jan@example.org zien eruit als iets persoonlijks.';
  await expect(page.getByRole('region', { name: 'Schrijven' })).toContainText(named);
  await expect(page.locator('mark')).toHaveText(['304 004 81', 'jan@example.org']);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText(named);
  await expect(dialog.getByRole('button', { name: 'Annuleer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(replyBox(page)).toBeFocused();
  await expect(thread(page)).not.toContainText('304 004 81');
});
