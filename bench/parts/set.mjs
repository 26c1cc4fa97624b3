/** Part (n): a set of 500 pictures: going from one to the next, its small pictures, its memory. */
import { link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawnPhoto } from '../picture.mjs';
import { megabytes, milliseconds, table, verdict } from '../print.mjs';
import { median } from '../statistics.mjs';

const amount = Number(process.env.PIPETTE_BENCH_SET ?? 500);
/** 12 megapixels, as a phone takes them. */
const [width, height] = [4000, 3000];
const changes = 8;
const target = 300;
/** All small pictures are scrolled through so often; the first time they are made. */
const rounds = 3;
/** What may be added by a round once all have been seen, in bytes. */
const flat = { heap: 1e6, engine: 4e6 };
/** Many pictures on a busy machine take this long at most, in milliseconds. */
const patience = 600_000;

/** Opens files as a set; returns how long it takes until the pictures in sight are made. */
async function openSet(page, paths) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open image' }).first().click();
  await (await chooser).setFiles(paths);
  const button = page.getByRole('button', { name: `Open all ${paths.length} as a set` });
  await button.waitFor({ timeout: patience });
  const begun = performance.now();
  await button.click();
  await made(page);
  return performance.now() - begun;
}

/** Waits until all small pictures in sight are made. */
const made = (page) =>
  page.waitForFunction(
    () => {
      const list = document.querySelector('ul[aria-label=Pictures]');
      const { left, right } = list?.getBoundingClientRect() ?? {};
      const seen = [...(list?.children ?? [])].filter((cell) => {
        const box = cell.getBoundingClientRect();
        return box.right > left && box.left < right;
      });
      return (
        seen.length > 0 && seen.every((cell) => (cell.querySelector('canvas')?.width ?? 0) > 1)
      );
    },
    null,
    { timeout: patience },
  );

/** Waits until the files of all pictures are stored. */
const stored = (page, count) =>
  page.waitForFunction(
    async (wanted) => {
      const request = (asked) =>
        new Promise((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const all = await indexedDB.databases();
      const { name } = all.find((database) => database.name?.endsWith('work')) ?? {};
      if (name === undefined) return false;
      const database = await request(indexedDB.open(name));
      const values = database.transaction('values').objectStore('values');
      const keys = await request(values.count(IDBKeyRange.bound('picture:', 'picture;')));
      database.close();
      return keys === wanted;
    },
    count,
    { timeout: patience, polling: 1000 },
  );

/** Goes to the next picture; returns how long it takes until its pixels are on screen. */
const next = (page) =>
  page.evaluate(async () => {
    const { pipetteBench } = globalThis;
    const before = document.title;
    pipetteBench.clear();
    const begun = performance.now();
    document
      .querySelector('ul[aria-label=Pictures] [aria-current=true]')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    while (pipetteBench.drawn.length === 0 || document.title === before) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return pipetteBench.drawn[0].at - begun;
  });

/** Scrolls through the strip; returns how long that takes until every picture was made. */
async function scroll(page) {
  const begun = performance.now();
  for (let isEnd = false; !isEnd;) {
    await made(page);
    isEnd = await page.evaluate(() => {
      const list = document.querySelector('ul[aria-label=Pictures]');
      const before = list.scrollLeft;
      list.scrollLeft += list.clientWidth;
      return list.scrollLeft === before;
    });
  }
  const took = performance.now() - begun;
  await page.evaluate(() => (document.querySelector('ul[aria-label=Pictures]').scrollLeft = 0));
  await made(page);
  return took;
}

export async function measureSet({ chromium }) {
  const folder = await mkdtemp(join(tmpdir(), 'pipette-set-'));
  try {
    const bytes = await drawnPhoto(width, height);
    const paths = Array.from({ length: amount }, (_, index) =>
      join(folder, `IMG_${String(index + 1).padStart(4, '0')}.jpg`),
    );
    await writeFile(paths[0], bytes);
    for (const path of paths.slice(1)) await link(paths[0], path);
    await measure(chromium, paths, bytes.length);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(chromium, paths, bytes) {
  const app = await chromium.newApp();
  const { page } = app;
  const session = await page.context().newCDPSession(page);
  const opened = await openSet(page, paths);
  await stored(page, paths.length);
  await app.settled();
  const taken = [];
  for (let change = 0; change < changes; change += 1) {
    taken.push(await next(page));
    // The one after it is decoded ahead.
    await app.settled();
  }
  const looks = [];
  for (let round = 0; round < rounds; round += 1) {
    const took = await scroll(page);
    await app.settled();
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
    const engine = await page.evaluate(() => globalThis.pipetteBench.engineBytes);
    looks.push({ took, heap, engine });
  }
  await app.close();
  const growth = (what) => (looks.at(-1)[what] - looks[1][what]) / (rounds - 2);
  const grows = (title, what) => [
    `${title}, a round of scrolling adds`,
    megabytes(growth(what)),
    `≤ ${megabytes(flat[what])}`,
    verdict(title, growth(what), flat[what], `grows ${megabytes(growth(what))} a round`),
  ];
  table(
    [`${amount} pictures of 12 MP, ${megabytes(bytes)} each`, 'figure', 'target', ''],
    [
      [
        `the next picture on screen, median of ${changes}`,
        milliseconds(median(taken)),
        `≤ ${target} ms`,
        verdict('change of picture', median(taken), target),
      ],
      ['the slowest of them', milliseconds(Math.max(...taken)), '', ''],
      ['from the press of Open to the small pictures in sight', milliseconds(opened), '', ''],
      [
        'each small picture, made while they are scrolled through',
        milliseconds(looks[0].took / amount),
        '',
        '',
      ],
      grows('JavaScript of the page', 'heap'),
      grows('engine', 'engine'),
      ['JavaScript of the page, in the end', megabytes(looks.at(-1).heap), '', ''],
      ['engine, in the end', megabytes(looks.at(-1).engine), '', ''],
    ],
  );
}
