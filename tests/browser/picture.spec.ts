// A working day on the screen, for the README. With BALIE_PICTURES set it is kept in docs/images.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, logIn, open, replyBox, send, test, thread, type Phone, type Sandbox } from './support';
import type { Page } from '@playwright/test';

const meter = `<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="720" height="450" viewBox="0 0 240 150">
  <rect width="240" height="150" fill="#c9c4b8"/><path d="M0 30h240M0 75h240M0 120h240M60 0v30M150 30v45M90 75v45M200 75v45" stroke="#b9b3a6"/>
  <rect x="55" y="14" width="130" height="122" rx="9" fill="#efece5" stroke="#d0cbc0" stroke-width="2"/>
  <rect x="66" y="28" width="108" height="38" rx="4" fill="#d3dccb" stroke="#9aa68e"/>
  <text x="72" y="56" font-family="monospace" font-weight="700" font-size="20" textLength="96" fill="#26361f">048217,3</text>
  <circle cx="80" cy="90" r="8" fill="#34383d"/><circle cx="80" cy="90" r="3" fill="#b23b3b"/>
  <text x="96" y="88" font-family="sans-serif" font-size="7" fill="#5b584f">1000 imp/kWh</text><text x="96" y="98" font-family="sans-serif" font-size="7" fill="#5b584f">stroomverbruik</text>
  <path d="M68 112h3v13h-3zM74 112h1v13h-1zM78 112h4v13h-4zM85 112h1v13h-1zM89 112h2v13h-2zM94 112h4v13h-4zM101 112h1v13h-1zM105 112h3v13h-3z" fill="#34383d"/></svg></body>`;

async function photo(page: Page): Promise<Buffer> {
  const studio = await page.context().newPage();
  await studio.setViewportSize({ width: 720, height: 450 });
  await studio.setContent(meter);
  const picture = await studio.screenshot();
  await studio.close();
  return picture;
}

// Who asks what, and on which channel; the last one in public.
const questions: [string, string, string][] = [
  ['Bram Oosterhuis', 'messenger', 'Mijn jaarnota klopt niet, kunt u meekijken?'],
  ['Noor de Fietser', 'telegram', 'Er is schade aan de meterkast, wat nu?'],
  ['Henk Dijkstra', 'x', 'Ik wil mijn contract opzeggen per 1 januari.'],
  ['Aylin Demir', 'whatsapp', 'Sinds vanochtend geen verwarming meer.'],
  ['Luuk Verhoeven', 'instagram', 'Kan mijn termijnbedrag omlaag?'],
  ['Petra van Loon', 'facebook', 'Hoe lang duurt de storing nog?'],
];

async function label(page: Page, customer: string, ...names: string[]): Promise<void> {
  await open(page, customer);
  await page.keyboard.press('l');
  for (const name of names) await page.getByRole('menuitemcheckbox', { name }).click();
  await page.keyboard.press('Escape');
}

async function talk(page: Page, sandbox: Sandbox, marieke: Phone): Promise<void> {
  const read = thread(page).locator('[data-status="read"]');
  await send(page, 'Ja, graag. Stuur een foto van de meter, dan lees ik de stand voor u af.');
  await expect(read).toHaveCount(1);
  await marieke.sendsFile('meter.png', 'image/png', await photo(page), 'Dit is de elektriciteitsmeter');
  await expect(thread(page).getByRole('button', { name: /Vergroot/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('Het contract begint pas op 1 december. Boek deze stand als beginstand.');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await send(page, 'Dank u wel. Ik noteer 048217 kWh.');
  await expect(read).toHaveCount(2);
  const noted = (await marieke.thread()).findLast(({ author }) => author === 'desk');
  await marieke.says('En de gasmeter dan? Die hangt in de gang, daar kan ik nu niet bij.', noted?.id);
  await sandbox.behaves({ refuses_with: 131026 });
  await send(page, 'De gasstand mag u ook later doorgeven.');
  await expect(thread(page)).toContainText('Niet verzonden');
  await sandbox.behavesWell();
}

test('a working day', async ({ page, sandbox }) => {
  test.setTimeout(120_000);
  for (const [name, channel, text] of questions) {
    const phone = (await sandbox.newPhone(name)).on(channel);
    await (channel === 'facebook' ? phone.comments('new', text) : phone.says(text));
  }
  const marieke = await sandbox.newPhone('Marieke Jansen');
  await marieke.says('Goedemorgen, op 1 december krijg ik de sleutel van mijn nieuwe huis. Moet ik de meterstand zelf doorgeven?');
  await logIn(page, 'lead');
  await label(page, 'Bram Oosterhuis', 'factuur');
  await label(page, 'Aylin Demir', 'storing');
  await label(page, 'Marieke Jansen', 'meterstand', 'verhuizing');
  await open(page, 'Marieke Jansen');
  await talk(page, sandbox, marieke);
  await replyBox(page).fill('Geen probleem. De gasstand mag tot en met 5 december. Ik stuur u op 1 december een herinnering.');
  await expect(page.getByText(/concept bewaard/)).toBeVisible();
  await page.mouse.move(1200, 700);
  for (const close of await page.getByRole('button', { name: 'Sluit melding' }).all()) await close.click();
  await expect(page.getByRole('region', { name: 'Meldingen' }).getByRole('status')).toHaveCount(0, { timeout: 15_000 });

  const folder = process.env.BALIE_PICTURES ? path.resolve(import.meta.dirname, '../../docs/images') : path.join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, 'inbox.png') });
});
