// Starts the desk once before all tests and stops it after the last.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const readyWithinMs = 120_000;
const goneWithinMs = 20_000;

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

async function stop(server: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), goneWithinMs);
  await gone;
  clearTimeout(late);
}

// Playwright wants its set-up as the default export; what it returns is run at the end.
export default async function startDesk(): Promise<(() => Promise<void>) | undefined> {
  // A desk that runs already may be named, with its data directory.
  if (process.env.BALIE_TEST_BASE && process.env.BALIE_TEST_DATA) return undefined;
  const binary = process.env.BALIE_BINARY ?? path.join(root, 'build/release/balie');
  if (!existsSync(binary)) throw new Error(`no ${binary}: build the release first`);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(path.join(tmpdir(), 'balie-browser-'));
  chmodSync(data, 0o755);
  const log = path.join(data, 'server.log');
  const out = openSync(log, 'a');
  const server = spawn(binary, ['serve', '--demo'], { stdio: ['ignore', out, out], env: { ...process.env, BALIE_LISTEN: `127.0.0.1:${port}`, BALIE_PUBLIC_URL: base, BALIE_DATA_DIR: data } });
  await untilReady(base, server, log);
  process.env.BALIE_TEST_BASE = base;
  process.env.BALIE_TEST_DATA = data;
  return async () => {
    await stop(server);
    rmSync(data, { recursive: true, force: true });
  };
}
