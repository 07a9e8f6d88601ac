// A measure: a list of ten thousand rows draws only what is in sight; what a frame of scrolling costs the page goes to
// results/long_list.json. A busy machine drops frames that are not ours.
import type { CDPSession, Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, logIn, test } from './support';

const rows = 10_000;
const pageRows = 500;
const frameMs = 1000 / 60;
const scrolledFrames = 180;
const stepPx = 60;

type Sample = Record<string, unknown> & { id: string };

// Ten thousand that look like one that is really there.
async function tenThousand(page: Page): Promise<void> {
  await page.route('**/api/v1/conversations?**', async (route) => {
    const url = new URL(route.request().url());
    const from = Number(url.searchParams.get('cursor') ?? '0');
    url.searchParams.delete('cursor');
    const answer = await route.fetch({ url: url.toString() });
    const [sample] = ((await answer.json()) as { items: Sample[] }).items;
    if (!sample) return route.fulfill({ response: answer });
    const items = Array.from({ length: pageRows }, (_, index) => {
      const at = from + index;
      const time = new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString();
      return { ...sample, id: String(9_000_000 + at), number: 1000 + at, contact: { id: String(8_000_000 + at), name: `Klant ${at}` }, waiting_since: time, last_activity_at: time };
    });
    return route.fulfill({ json: { items, ...(from + pageRows < rows ? { next_cursor: String(from + pageRows) } : {}) } });
  });
}

async function loadAll(page: Page): Promise<void> {
  const list = page.getByRole('listbox');
  await list.focus();
  await expect(async () => {
    await page.keyboard.press('End');
    expect(await page.getByRole('option').last().getAttribute('aria-setsize')).toBe(String(rows));
  }).toPass({ intervals: [50], timeout: 45_000 });
}

interface Figures {
  medianMs: number;
  p95Ms: number;
  longestMs: number;
  dropped: number;
  ownMs: number;
}

async function threadSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

// Scrolls steadily for some seconds; tells how far apart the frames were, and what the page itself did for each.
async function scroll(page: Page, session: CDPSession): Promise<Figures> {
  const before = await threadSeconds(session);
  const apart = await page.getByRole('listbox').evaluate((list, [frames, step]) => new Promise<number[]>((resolve) => {
    const times: number[] = [];
    list.scrollTop = 0;
    const frame = (now: number) => {
      times.push(now);
      list.scrollTop += step ?? 0;
      if (times.length <= (frames ?? 0)) requestAnimationFrame(frame);
      else resolve(times.slice(1).map((time, index) => time - (times[index] ?? 0)));
    };
    requestAnimationFrame(frame);
  }), [scrolledFrames, stepPx]);
  const ownMs = (1000 * ((await threadSeconds(session)) - before)) / scrolledFrames;
  const sorted = apart.toSorted((left, right) => left - right);
  const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1));
  return { medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1), dropped: apart.filter((ms) => ms > 1.5 * frameMs).length, ownMs: Number(ownMs.toFixed(2)) };
}

function keep(figures: Record<string, Figures>): void {
  const folder = path.join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'long_list.json'), JSON.stringify({ rows, frames: scrolledFrames, stepPx, ...figures }, null, 2));
}

test('ten thousand rows scroll, and few of them are drawn', async ({ page, sandbox }) => {
  test.skip(!process.env.BALIE_MEASURE, 'a measure: run with BALIE_MEASURE=1 on a quiet machine');
  test.setTimeout(180_000);
  await (await sandbox.newPhone('Lange Lijst')).says('Ik ben de eerste van velen');
  await tenThousand(page);
  await logIn(page, 'admin');
  await page.goto('/#/all');
  await expect(page.getByRole('option').first()).toBeVisible();
  await loadAll(page);
  await expect(page.getByRole('option', { name: new RegExp(`Klant ${rows - 1}`) })).toBeVisible();
  expect(await page.getByRole('option').count()).toBeLessThan(60);

  const session = await page.context().newCDPSession(page);
  // Time of the page's own thread: what other programs take from the processor does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await scroll(page, session);
  const plain = await scroll(page, session);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const throttled = await scroll(page, session);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  keep({ plain, throttled });

});
