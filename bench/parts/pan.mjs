/** 100 % of a picture of 100 MP with five steps: moved about, zoomed by the wheel, and undo. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addEight } from '../long-pipeline.mjs';
import { drawnPhoto } from '../picture.mjs';
import { megabytes, milliseconds, table, verdict } from '../print.mjs';
import { forgetPeak, peakBytes, processorTime } from '../processes.mjs';
import { median, quantile } from '../statistics.mjs';

/** A little under 100 megapixels, above which a person is asked first. */
const [width, height] = [12_240, 8_160];
const stepCount = 5;
const rounds = 6;
/** One movement: so many frames, by so many pixels each. */
const moves = 20;
const distance = 36;
/** One turn of the wheel: so many events, one a frame. */
const notches = 30;
/** Milliseconds; a frame is late from half a frame more on. */
const targets = { rest: 150, frame: 1000 / 60, undo: 1000 / 60 };
const late = 1.5;

/** Notes when frames come, and when the pointer moved last, until `stop`. */
const watchFrames = (page) =>
  page.evaluate(() => {
    const noted = { times: [], moved: 0, running: true };
    globalThis.panFrames = noted;
    const onmove = (event) => (noted.moved = event.timeStamp);
    addEventListener('pointermove', onmove, { capture: true });
    let before = performance.now();
    requestAnimationFrame(function next() {
      const now = performance.now();
      noted.times.push(now - before);
      before = now;
      if (noted.running) requestAnimationFrame(next);
      else removeEventListener('pointermove', onmove, { capture: true });
    });
  });

const framesSeen = (page) =>
  page.evaluate(() => {
    globalThis.panFrames.running = false;
    const { times, moved } = globalThis.panFrames;
    // The first one began before anything moved.
    return { times: times.slice(1), moved };
  });

const nextFrame = (page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));

/** Waits until nothing is computed and nothing is about to be. */
async function rested(app) {
  for (let calm = 0; calm < 2; calm += 1) {
    await app.page.waitForTimeout(250);
    await app.settled();
  }
}

/** What a browser hears while a person moves the picture by hand. */
async function moved(app, [x, y]) {
  const { page } = app;
  const pane = await page.locator('[data-viewer] .pane').last().boundingBox();
  let [left, top] = [pane.x + pane.width / 2, pane.y + pane.height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.evaluate(() => globalThis.pipetteBench.clear());
  await watchFrames(page);
  const half = Math.floor(moves / 2);
  for (let move = 0; move < moves; move += 1) {
    // There and on: the pointer jumps back in the middle, as a hand lifts the mouse.
    if (move === half) {
      await page.mouse.up();
      [left, top] = [pane.x + pane.width / 2, pane.y + pane.height / 2];
      await page.mouse.move(left, top);
      await page.mouse.down();
    }
    left += x * distance;
    top += y * distance;
    await page.mouse.move(left, top);
    await nextFrame(page);
  }
  const { times, moved } = await framesSeen(page);
  await page.mouse.up();
  await rested(app);
  const drawn = await page.evaluate(() => globalThis.pipetteBench.drawn);
  const after = drawn.filter(({ at }) => at > moved).map(({ at }) => at - moved);
  return {
    frames: times,
    pictures: drawn.length,
    // Where nothing was left to be drawn, it was there as soon as the picture was.
    first: after[0] ?? 0,
    last: after.at(-1) ?? 0,
  };
}

async function wheeled(app, sign) {
  const { page } = app;
  await watchFrames(page);
  for (let notch = 0; notch < notches; notch += 1) {
    await page.mouse.wheel(0, sign * 30);
    await nextFrame(page);
  }
  const { times } = await framesSeen(page);
  await rested(app);
  return times;
}

/** Takes the last change back; returns the milliseconds until the picture before it is on screen. */
const undone = (page) =>
  page.evaluate(async () => {
    const panes = [...document.querySelectorAll('canvas')];
    const canvas = panes.filter((one) => one.closest('[data-viewer] .pane')).at(-1);
    const context = canvas.getContext('2d');
    const look = () => {
      const { width, height } = canvas;
      return context.getImageData(width >> 1, height >> 1, 16, 16).data.join();
    };
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const changed = look();
    await frame();
    const begun = performance.now();
    const key = { key: 'z', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', key));
    while (look() === changed) {
      if (performance.now() - begun > 5000) throw new Error('undo brought no other picture');
      await frame();
    }
    return performance.now() - begun;
  });

async function undoTimes(app) {
  const times = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    await app.change(app.steps.first(), turn);
    await rested(app);
    times.push(await undone(app.page));
    await rested(app);
  }
  return times;
}

async function measure(chromium, picture) {
  const browserSession = await chromium.browser.newBrowserCDPSession();
  const app = await chromium.newApp();
  const { page } = app;
  await app.open(picture);
  await addEight(app, stepCount);
  await page.getByRole('radio', { name: 'Result' }).first().click();
  const undo = await undoTimes(app);
  await rested(app);
  await forgetPeak(browserSession);
  await page.evaluate(() => globalThis.pipetteBench.clear());
  const begun = await page.evaluate(() => performance.now());
  await page.keyboard.press('1');
  await page.waitForFunction(() => globalThis.pipetteBench.drawn.length > 0);
  const first = await page.evaluate(() => globalThis.pipetteBench.drawn[0].at);
  await rested(app);
  const busy = await processorTime(browserSession);
  const all = [];
  for (let round = 0; round < rounds; round += 1) all.push(await moved(app, [-1, -0.6]));
  const took = (await processorTime(browserSession)) - busy;
  const back = [];
  for (let round = 0; round < 2; round += 1) back.push(await moved(app, [1, 0.6]));
  const wheel = [...(await wheeled(app, 1)), ...(await wheeled(app, -1))];
  const peak = await peakBytes(browserSession);
  const engine = await page.evaluate(() => globalThis.pipetteBench.engineBytes);
  await app.close();
  return { undo, entered: first - begun, all, back, wheel, peak, engine, took };
}

const lateShare = (times) =>
  `${Math.round((100 * times.filter((time) => time > late * targets.frame).length) / times.length)} % late`;

export async function measurePan({ chromium }) {
  const folder = await mkdtemp(join(tmpdir(), 'pipette-pan-'));
  try {
    const path = join(folder, 'large.jpg');
    await writeFile(path, await drawnPhoto(width, height));
    print(await measure(chromium, { path }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function print({ undo, entered, all, back, wheel, peak, engine, took }) {
  const row = (what, values, target, note = '') => [
    what,
    milliseconds(median(values)),
    milliseconds(quantile(values, 0.95)),
    target === null ? '' : `≤ ${milliseconds(target)}`,
    target === null ? '' : verdict(`pan: ${what}`, Math.round(median(values)), Math.round(target)),
    note,
  ];
  const of = (key, from = all) => from.map((one) => one[key]);
  const frames = [...all, ...back].flatMap((one) => one.frames);
  const pictures = of('pictures', back).reduce((sum, count) => sum + count, 0);
  table(
    ['100 MP at 100 %, five steps', 'p50', 'p95', 'target', '', ''],
    [
      row('first new pixels after the view rests', of('first'), targets.rest),
      row('all of them', of('last'), null),
      row('  on the way back', of('last', back), null, `${pictures} pictures drawn anew`),
      row('a frame while it is moved', frames, targets.frame, lateShare(frames)),
      row('a frame while the wheel turns', wheel, targets.frame, lateShare(wheel)),
      row('undo of a change', undo, targets.undo),
    ],
  );
  console.log(`  From the key for 100 % to the first real pixels ${milliseconds(entered)};`);
  console.log(`  processor time of a movement ${milliseconds(took / all.length)}, all processes;`);
  console.log(
    `  the page and its workers at most ${megabytes(peak)}, engines ${megabytes(engine)}.`,
  );
}
