// A customer's mail, from a real mailbox to the agent and back by a real post office.
import type { APIRequestContext } from '@playwright/test';
import { arrivals } from './arrival';
import { areInstalled, MailServers, password } from './mail_servers';
import { address, expect, expectAccessible, logIn, open, send, test, thread } from './support';

const [imapPort = '', smtpPort = ''] = (process.env.BALIE_TEST_MAIL ?? '').split(',');
const manners = () => ({ 'X-Balie': '1', Origin: address() });

async function makeInbox(platform: APIRequestContext): Promise<string> {
  const settings = {
    address: 'service@desk.test', display_name: 'Klantenservice',
    imap_host: 'localhost', imap_port: imapPort, imap_security: 'none', imap_password: password,
    smtp_host: 'localhost', smtp_port: smtpPort, smtp_security: 'none', smtp_password: password,
  };
  const answer = await platform.post('/api/v1/inboxes', { data: { channel: 'email', name: 'Klantenservice', settings }, headers: manners() });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}

// The first look into the mailbox went well: what comes from here on is taken.
async function isRead(platform: APIRequestContext, inbox: string): Promise<boolean> {
  const answer = await platform.get(`/api/v1/inboxes/${inbox}/health`);
  const { checks } = (await answer.json()) as { checks: { name: string; ok: boolean }[] };
  return checks.some(({ name, ok }) => name === 'last_look' && ok);
}

test.skip(!areInstalled || !imapPort, 'Dovecot and Exim are not here (script/bootstrap --tests), or the desk was named from outside');

test('a mail becomes a conversation, and its answer stays in the customer\'s thread', async ({ page, platform, sandbox }) => {
  test.setTimeout(120_000);
  await sandbox.clearsTheDesk();
  const servers = new MailServers();
  await servers.start(imapPort, smtpPort, ['mies']);
  servers.drop('service', 'From: oud@customers.test\nTo: service@desk.test\nSubject: Van vroeger\nMessage-ID: <oud@customers.test>\n\nDit was er al.\n');
  const inbox = await makeInbox(platform);
  let count = 0;
  const mails = (text: string) => {
    servers.drop('service', `From: Mies Mail <mies@customers.test>\nTo: service@desk.test\nSubject: Mijn bestelling\nMessage-ID: <trip-${(count += 1)}@customers.test>\n${count > 1 ? 'In-Reply-To: <trip-1@customers.test>\n' : ''}\n${text}\n`);
    return Promise.resolve();
  };
  try {
    await expect.poll(() => isRead(platform, inbox), { timeout: 40_000 }).toBe(true);
    await mails('Waar blijft mijn bestelling?');
    await logIn(page, 'admin');
    await open(page, 'Mies Mail');
    await expect(thread(page)).toContainText('Waar blijft mijn bestelling?');
    await expectAccessible(page);
    await arrivals(page, 'email', mails);

    await send(page, 'Die komt morgen.');
    await expect(thread(page).getByRole('article').filter({ hasText: 'Die komt morgen.' }).locator('[data-status="sent"]')).toBeVisible();
    await expect.poll(() => servers.mails('mies')).toHaveLength(1);
    const [answer = ''] = servers.mails('mies');
    expect(answer).toMatch(/^Subject: Re: Mijn bestelling\r?$/m);
    expect(answer).toMatch(new RegExp(`^In-Reply-To: <trip-${count}@customers\\.test>\\r?$`, 'm'));
    expect(answer).toContain('Die komt morgen.');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Dit was er al/ })).toHaveCount(0);
  } finally {
    await platform.delete(`/api/v1/inboxes/${inbox}`, { headers: manners() });
    await servers.stop();
  }
});
