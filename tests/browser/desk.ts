// Starts the desk once before all tests, again whenever a test kills it, and stops it after the last.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const readyWithinMs = 120_000;
const goneWithinMs = 20_000;
const channels = ['whatsapp', 'messenger', 'instagram', 'facebook', 'twilio', 'messagebird', 'cm', 'x', 'telegram', 'email', 'webchat', 'api'];

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

async function untilReady(base: string, server: ChildProcess, log: string): Promise<void> {
  const end = Date.now() + readyWithinMs;
  while (Date.now() < end) {
    if (server.exitCode !== null) throw new Error(`the desk ended at once:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the desk was not ready in time:\n${readFileSync(log, 'utf8').slice(-2000)}`);
}

// A desk that somebody keeps up, as a service manager would: killed, it comes back; ending otherwise is a fault.
class Kept {
  private server: ChildProcess;
  private isWanted = true;
  private fault: string | undefined;

  constructor(private readonly start: () => ChildProcess, private readonly pidFile: string) {
    this.server = this.begin();
  }

  private begin(): ChildProcess {
    const server = this.start();
    writeFileSync(this.pidFile, String(server.pid));
    server.once('exit', (code, signal) => {
      if (!this.isWanted) return;
      if (signal === 'SIGKILL') this.server = this.begin();
      else this.fault = `the desk ended by itself, code ${code}, signal ${signal}`;
    });
    return server;
  }

  current(): ChildProcess {
    return this.server;
  }

  async stop(): Promise<void> {
    this.isWanted = false;
    if (this.fault) throw new Error(this.fault);
    const gone = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill('SIGTERM');
    const late = setTimeout(() => this.server.kill('SIGKILL'), goneWithinMs);
    await gone;
    clearTimeout(late);
  }
}

// Tests that are not about taking back a reply do not wait for the time to do so: the people of the demo want none.
async function leaveAtOnce(base: string, data: string): Promise<void> {
  const manners = { 'X-Balie': '1', Origin: base, 'Content-Type': 'application/json' };
  const { log_ins: people } = JSON.parse(readFileSync(path.join(data, 'demo.json'), 'utf8')) as { log_ins: { email: string; password: string }[] };
  for (const { email, password } of people) {
    const session = await fetch(`${base}/api/v1/session`, { method: 'POST', headers: manners, body: JSON.stringify({ email, password }) });
    const cookie = session.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const preferences = { undoSeconds: Object.fromEntries(channels.map((channel) => [channel, 0])) };
    const kept = await fetch(`${base}/api/v1/me/preferences`, { method: 'PUT', headers: { ...manners, Cookie: cookie }, body: JSON.stringify({ preferences }) });
    if (!kept.ok) throw new Error(`preferences of ${email}: ${kept.status}`);
  }
}

// Playwright wants its set-up as the default export; what it returns is run at the end.
// Where the machine has it; script/bootstrap --tests brings it.
export const soundHelper = process.env.BALIE_SOUND_HELPER ?? ['/usr/bin/ffmpeg'].find(existsSync);

export default async function startDesk(): Promise<(() => Promise<void>) | undefined> {
  // A desk that runs already may be named, with its data directory.
  const { BALIE_TEST_BASE: runs, BALIE_TEST_DATA: itsData } = process.env;
  if (runs && itsData) {
    await leaveAtOnce(runs, itsData);
    return undefined;
  }
  const binary = process.env.BALIE_BINARY ?? path.join(root, 'build/release/balie');
  if (!existsSync(binary)) throw new Error(`no ${binary}: build the release first`);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(path.join(tmpdir(), 'balie-browser-'));
  chmodSync(data, 0o755);
  const log = path.join(data, 'server.log');
  const out = openSync(log, 'a');
  // Where the tests of Web Push, of a company's own channel and of e-mail listen.
  const push = `http://127.0.0.1:${await freePort()}`;
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const [imap, smtp] = [await freePort(), await freePort()];
  const allowed = [push, endpoint, `imap://localhost:${imap}`, `smtp://localhost:${smtp}`].join(',');
  const env = { ...process.env, BALIE_LISTEN: `127.0.0.1:${port}`, BALIE_PUBLIC_URL: base, BALIE_DATA_DIR: data, BALIE_PUSH_CONTACT: 'mailto:beheer@balie.example', BALIE_ALLOW_ORIGINS: allowed, ...(soundHelper ? { BALIE_SOUND_HELPER: soundHelper } : {}) };
  const desk = new Kept(() => spawn(binary, ['serve', '--demo'], { stdio: ['ignore', out, out], env }), path.join(data, 'test.pid'));
  await untilReady(base, desk.current(), log);
  await leaveAtOnce(base, data);
  process.env.BALIE_TEST_BASE = base;
  process.env.BALIE_TEST_DATA = data;
  process.env.BALIE_TEST_PUSH = push;
  process.env.BALIE_TEST_ENDPOINT = endpoint;
  process.env.BALIE_TEST_MAIL = `${imap},${smtp}`;
  return async () => {
    await desk.stop();
    rmSync(data, { recursive: true, force: true });
  };
}
