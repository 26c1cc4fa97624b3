/** Memory of the page and its workers by the picture's size, with eight steps: edited, exported, closed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addEight } from '../long-pipeline.mjs';
import { drawnPhoto } from '../picture.mjs';
import { megabytes, table, verdict } from '../print.mjs';
import { forgetPeak, peakBytes, residentBytes } from '../processes.mjs';

/** Pixels across and down; the last is just under what a person is asked about. */
const sizes = [
  [3872, 2592],
  [6000, 4000],
  [8660, 5773],
  [12_240, 8160],
].slice(0, Number(process.env.PIPETTE_BENCH_SIZES ?? 4));
const edits = 20;
/** The engine ends a worker that nobody wants after ten seconds, and the system takes some more. */
const idle = 13_000;
/** Exports of 100 MP take this long at most, in milliseconds. */
const patience = 300_000;

/** Bytes: editing 10 MP; what stays of a closed picture; the most on a device of 4 GB. */
const targets = { edited: 450e6, closed: 40e6, small: 1000e6 };

/** Says that the device has 4 GB of memory, as browsers do. */
const fourGigabytes = () =>
  Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 4 });

async function measure(chromium, picture, isSmall) {
  const browserSession = await chromium.browser.newBrowserCDPSession();
  const context = await chromium.newContext({ serviceWorkers: 'block' });
  if (isSmall) await context.addInitScript(fourGigabytes);
  const app = await chromium.appIn(context);
  const { page } = app;
  const session = await context.newCDPSession(page);
  const now = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return residentBytes(browserSession);
  };
  const engines = () => page.evaluate(() => globalThis.pipetteBench.engineBytes);
  const peakOf = async (work) => {
    await forgetPeak(browserSession);
    await work();
    return peakBytes(browserSession);
  };
  // The editor's own code comes with the first picture.
  await app.open(picture.first);
  await addEight(app);
  await app.closePicture();
  await page.waitForTimeout(idle);
  const before = await now();

  const opened = await peakOf(() => app.open(picture));
  const editing = await peakOf(async () => {
    for (let edit = 0; edit < edits; edit += 1) await app.change(app.steps.first(), edit);
    await page.waitForTimeout(1000);
    await app.settled();
  });
  const engine = await engines();
  await page.waitForTimeout(idle);
  const edited = await now();
  const exporting = await peakOf(async () => {
    const download = page.waitForEvent('download', { timeout: patience });
    await app.exportButton.click();
    await download;
  });
  await page.waitForTimeout(idle);
  await app.closePicture();
  await page.waitForTimeout(idle);
  const closed = await now();
  await app.close();
  return { before, opened, editing, engine, edited, exporting, left: closed - before };
}

export async function measureMemoryTable({ chromium }) {
  const folder = await mkdtemp(join(tmpdir(), 'pipette-memory-'));
  try {
    const first = { path: join(folder, 'small.jpg') };
    await writeFile(first.path, await drawnPhoto(1280, 1024));
    const rows = [];
    for (const [width, height] of sizes) {
      const path = join(folder, `${width}.jpg`);
      await writeFile(path, await drawnPhoto(width, height));
      for (const isSmall of [false, true]) {
        const name = `${Math.round((width * height) / 1e6)} MP${isSmall ? ', 4 GB' : ''}`;
        rows.push(rowOf(name, isSmall, await measure(chromium, { path, first }, isSmall)));
      }
    }
    table(['', 'before', 'opening', 'editing', 'engine', 'at rest', 'exporting', 'left', ''], rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log('  The page’s process as the system sees it, workers included. Opening, editing and');
  console.log('  exporting: the most. At rest: once nobody wants anything. Left: after closing.');
}

function rowOf(name, isSmall, { before, opened, editing, engine, edited, exporting, left }) {
  const most = Math.max(opened, editing, exporting);
  const wanted = [
    ['left by a closed picture', left, targets.closed],
    ...(name === '10 MP' ? [['editing', editing, targets.edited]] : []),
    ...(isSmall ? [['the most', most, targets.small]] : []),
  ];
  const said = wanted.map(([what, value, target]) =>
    verdict(
      `memory of ${name}, ${what}`,
      value,
      target,
      `${megabytes(value)} > ${megabytes(target)}`,
    ),
  );
  return [
    name,
    ...[before, opened, editing, engine, edited, exporting, left].map(megabytes),
    said.includes('MISSED') ? 'MISSED' : 'ok',
  ];
}
