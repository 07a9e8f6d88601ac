// A channel of the company's own: its program brings the customer's words by API and takes the replies by signed webhook,
// as docs/channels/api.md tells it to.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { APIRequestContext } from '@playwright/test';
import { arrivals } from './arrival';
import { address, expect, logIn, open, send, test, thread } from './support';

interface Taken { id: string; isSigned: boolean; type: string; data: { id: string; text: string; reply_to_id?: string } }

const secret = Buffer.alloc(32, 9);
const manners = () => ({ 'X-Balie': '1', Origin: address() });

// The company's program: takes each webhook-id once, after a look at the signature.
class Program {
  private server: Server | undefined;
  readonly taken: Taken[] = [];

  start(origin: string): Promise<void> {
    const { hostname, port } = new URL(origin);
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.take(request.headers, Buffer.concat(parts).toString());
        response.writeHead(200).end();
      });
    });
    return new Promise((resolve) => this.server?.listen(Number(port), hostname, resolve));
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  private take(headers: IncomingHttpHeaders, body: string): void {
    const id = String(headers['webhook-id']);
    const signed = createHmac('sha256', secret).update(`${id}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64');
    const isSigned = String(headers['webhook-signature']).split(' ').includes(`v1,${signed}`);
    this.taken.push({ id, isSigned, ...(JSON.parse(body) as Pick<Taken, 'type' | 'data'>) });
  }
}

async function makeInbox(platform: APIRequestContext, endpoint: string): Promise<string> {
  const settings = { endpoint_url: `${endpoint}/replies`, endpoint_secret: `whsec_${secret.toString('base64')}` };
  const answer = await platform.post('/api/v1/inboxes', { data: { channel: 'api', name: 'Onze app', settings }, headers: manners() });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}

test('a channel of the company\'s own brings words, takes replies and says what became of them', async ({ page, platform, sandbox }) => {
  test.skip(!process.env.BALIE_TEST_ENDPOINT, 'the desk was named from outside and lets nobody listen here');
  await sandbox.clearsTheDesk();
  const endpoint = process.env.BALIE_TEST_ENDPOINT ?? '';
  const program = new Program();
  await program.start(endpoint);
  const inbox = await makeInbox(platform, endpoint);
  const contact = { external_id: `klant-${Date.now()}`, name: 'Appie Eigenkanaal' };
  let count = 0;
  const brings = (event: object) => platform.post(`/api/v1/inboxes/${inbox}/inbound`, { data: { events: [event] }, headers: manners() });
  const says = (text: string) => brings({ type: 'message', id: `order-${count += 1}`, text, contact });
  try {
    await says('Waar is mijn pakket?');
    await logIn(page, 'admin');
    await open(page, contact.name);
    await expect(thread(page)).toContainText('Waar is mijn pakket?');
    await arrivals(page, 'api', says);

    await send(page, 'Het komt morgen.');
    await expect.poll(() => program.taken.filter(({ type }) => type === 'message.created')).toHaveLength(1);
    const [reply] = program.taken.filter(({ type }) => type === 'message.created');
    expect(reply).toMatchObject({ isSigned: true, data: { text: 'Het komt morgen.' } });
    const bubble = thread(page).getByRole('article').filter({ hasText: 'Het komt morgen.' });
    await expect(bubble.locator('[data-status="sent"]')).toBeVisible();
    await brings({ type: 'receipt', message_id: reply?.data.id, status: 'read' });
    await expect(bubble.locator('[data-status="read"]')).toBeVisible();
  } finally {
    program.stop();
    await platform.delete(`/api/v1/inboxes/${inbox}`, { headers: manners() });
  }
});
