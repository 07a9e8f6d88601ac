// Starts a judge for each platform that describes its interface: Prism takes our requests, compares them with the
// description and answers in the platform's place, or says what is wrong. Then runs the tests with the judges' addresses.
//   node judge.mjs FOLDER_OF_DESCRIPTIONS TEST_PROGRAM [ARGUMENT...]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';

// Prism knows no OAuth 1.0a, with which we sign for X, and would refuse every call; the tests look for it themselves.
const withoutSecurity = new Set(['BALIE_JUDGE_X']);

const descriptions = {
  BALIE_JUDGE_WHATSAPP: 'whatsapp_cloud_v23_patched.yaml',
  BALIE_JUDGE_TWILIO: 'twilio_messages_v2010.json',
  BALIE_JUDGE_MESSAGEBIRD: 'messagebird_sms_openapi.yaml',
  BALIE_JUDGE_X: 'x_api_v2_dm_tweets_webhooks.json',
};

const quiet = () => {};
const logger = {
  level: 'silent', trace: quiet, debug: quiet, info: quiet, success: quiet, start: quiet,
  warn: quiet, error: quiet, fatal: quiet, child: () => logger,
};

async function start(name, file) {
  const operations = await getHttpOperationsFromSpec(file);
  const server = createServer(operations, {
    components: { logger },
    config: {
      validateRequest: true, validateResponse: false, checkSecurity: !withoutSecurity.has(name), errors: true, isProxy: false,
      mock: { dynamic: false }, upstreamProxy: undefined,
    },
    cors: false,
  });
  return server.listen(0, '127.0.0.1');
}

const [folder, program, ...rest] = process.argv.slice(2);
const addresses = {};
for (const [name, file] of Object.entries(descriptions)) addresses[name] = await start(name, join(folder, file));
const tests = spawn(program, rest, { stdio: 'inherit', env: { ...process.env, ...addresses } });
tests.on('error', (fault) => { console.error(fault.message); process.exit(1); });
tests.on('exit', (status) => process.exit(status ?? 1));
