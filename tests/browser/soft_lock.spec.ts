import { expect, logIn, open, replyBox, test } from './support';

test('who answers keeps the conversation, unless it is taken over on purpose', async ({ page, sandbox, anotherAgent }) => {
  await (await sandbox.newPhone('Slot Klant')).says('Wie schrijft mij?');
  await logIn(page, 'agent');
  const lead = await anotherAgent('lead');
  await open(page, 'Slot Klant');
  await open(lead, 'Slot Klant');

  await replyBox(page).pressSequentially('Ik help u zo');
  await expect(lead.getByText('Sanne de Wit antwoordt deze klant.')).toBeVisible();
  await lead.getByRole('button', { name: 'Neem over' }).click();

  await expect(lead.getByText('Jij hebt dit gesprek')).toBeVisible();
  await expect(page.getByText('Fatima El Amrani heeft dit gesprek')).toBeVisible();
  await expect(replyBox(page)).toHaveValue('Ik help u zo');
});
