// How long a customer's words take to the agent's screen. Kept in results/arrival.json and judged nowhere
// (docs/performance.md; BALIE_ARRIVALS says how many messages are timed).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

const rounds = Number(process.env.BALIE_ARRIVALS ?? 1);
const results = path.join(import.meta.dirname, 'results');

function keep(name: string, milliseconds: number[]): void {
  mkdirSync(results, { recursive: true });
  const file = path.join(results, 'arrival.json');
  let known: Record<string, number[]> = {};
  try { known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number[]>; } catch { /* the first of them */ }
  known[name] = [...milliseconds].sort((a, b) => a - b);
  writeFileSync(file, `${JSON.stringify(known, null, 2)}\n`);
}

// From the customer's press on "send" until the words stand in the agent's document, told by the browser itself.
async function arrival(page: Page, text: string, say: () => Promise<unknown>): Promise<number> {
  const seen = page.evaluate((words) => new Promise<number>((resolve) => {
    const watch = new MutationObserver(() => {
      if (!document.body.textContent.includes(words)) return;
      watch.disconnect();
      resolve(Date.now());
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  }), text);
  // The observer is in place when the page has answered once more.
  await page.evaluate(() => true);
  const begin = Date.now();
  await say();
  return (await seen) - begin;
}

export async function arrivals(page: Page, name: string, say: (text: string) => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const text = `${name} ${round} ${Date.now()}`;
    took.push(await arrival(page, text, () => say(text)));
  }
  keep(name, took);
}
