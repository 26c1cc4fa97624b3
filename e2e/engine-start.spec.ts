import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Worker } from '@playwright/test';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { distFolder, expect, test } from './support/test';

const scriptsOf = (page: Page, name: string): Worker[] =>
  page.workers().filter((worker) => worker.url().includes(name));

/** The file of the engine's program. */
const theEngine = /^vips-[^h][^.]*\.wasm$/;

/** Threads that an engine is given on a machine of one or two cores; more cores take more. */
const minThreads = 6;

test('the page makes the threads of the engine, and they end with it', async ({ page, site }) => {
  const engines = () => scriptsOf(page, 'vips.worker');
  const threads = () => scriptsOf(page, 'thread.worker');
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  // The file is made ahead by an engine of its own.
  await expect.poll(() => engines().length).toBe(2);
  await expect.poll(() => threads().length).toBeGreaterThanOrEqual(2 * minThreads);
  // One that is still starting would be given up for its silence only.
  const card = page.getByRole('region', { name: 'Size of the file' });
  await expect(card).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  const first = threads();
  for (const engine of engines()) await engine.evaluate(() => self.close());
  await editor.add('Exposure');
  await editor.settled();
  await expect.poll(() => threads().filter((one) => first.includes(one)).length).toBe(0);
});

test('engines hand their program on: it is fetched once, also for those that follow', async ({
  page,
  site,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (theEngine.test(request.url().replace(/^.*\//, ''))) fetched.push(request.url());
  });
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200));
  expect((await editor.export()).metadata).toMatchObject({ width: 300, height: 200 });
  expect(scriptsOf(page, 'vips.worker')).toHaveLength(2);
  for (const engine of scriptsOf(page, 'vips.worker')) await engine.evaluate(() => self.close());
  await editor.add('Invert');
  await editor.settled();
  expect((await editor.export()).metadata).toMatchObject({ width: 300, height: 200 });
  expect(fetched).toHaveLength(1);
});

const parts = [
  ['what starts the engine', /^connect-worker-.*\.js$/],
  ['the engine’s script', /^vips\.worker-.*\.js$/],
  ['the script of its threads', /^thread\.worker-.*\.js$/],
  ['the engine itself', theEngine],
] as const;

const answers = [
  ['a page', { status: 200 }],
  ['an error', { status: 404 }],
] as const;

for (const [what, pattern] of parts) {
  for (const [came, answer] of answers) {
    test(`${came} in place of ${what} is told soon, once and truly`, async ({ page, site }) => {
      const file = readdirSync(join(distFolder, 'assets')).find((name) => pattern.test(name));
      if (file === undefined) throw new Error(`no file is ${what}`);
      site.overrides.set(`/assets/${file}`, { ...answer, body: '<!doctype html><p>no' });
      await page.goto(site.url);
      const told = page.getByRole('alert').filter({ hasText: /\w/ });
      await expect(told).toContainText('A file of the image engine could not be loaded.');
      await expect(told).toContainText('ENG-LOAD');
    });
  }
}
