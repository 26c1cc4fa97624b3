/** Part (q): from the choice of a file to its size as a JPEG on screen, and to that of another quality. */
import sharp from 'sharp';
import { milliseconds, table, verdict } from '../print.mjs';
import { median } from '../statistics.mjs';

const rounds = 5;
const targets = { first: 1200, again: 400 };
/** The initial one, and another. */
const qualities = [82, 60];

/** Opens the picture in a fresh page whose engine has started; returns both times. */
async function visit(chromium, picture) {
  const app = await chromium.newApp();
  const { page } = app;
  await page.waitForFunction(() => globalThis.pipetteBench.started, null, { timeout: 10_000 });
  const known = app.sizeKnown();
  const preview = await app.open(picture);
  const first = await known;
  await app.settled();
  const again = await app.sizeOfQuality(qualities[1]);
  await app.close();
  return { preview, first, again };
}

async function timeOf(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

export async function measureFirstSize({ chromium, picture }) {
  sharp.cache(false);
  const { data, info } = await sharp(picture.bytes)
    .autoOrient()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const encoded = (image, quality) => image.jpeg({ quality, progressive: true }).toBuffer();
  const times = [];
  for (let round = 0; round <= rounds; round += 1) {
    const own = await visit(chromium, picture);
    const whole = () => encoded(sharp(picture.bytes).autoOrient(), qualities[0]);
    const pixels = () => encoded(sharp(data, { raw: info }), qualities[1]);
    const native = { whole: await timeOf(whole), pixels: await timeOf(pixels) };
    // The first time, code is compiled; it is not counted for anybody.
    if (round > 0) times.push({ ...own, ...native });
  }
  const row = (what, name, peer, target) => {
    const values = times.map((one) => one[name]);
    const [time, theirs] = [median(values), median(times.map((one) => one[peer]))];
    const spread = `${Math.round(Math.min(...values))} to ${milliseconds(Math.max(...values))}`;
    const aim = target === undefined ? '' : `≤ ${target} ms`;
    const result = target === undefined ? '' : verdict(what, Math.round(time), target);
    const ratio = (time / theirs).toFixed(2);
    return [what, milliseconds(time), spread, milliseconds(theirs), ratio, aim, result];
  };
  table(
    [`medians of ${rounds}`, 'time', 'from, to', 'native sharp', 'ratio', 'target', ''],
    [
      row('from the choice to the preview', 'preview', 'whole'),
      row('from the choice to the first size', 'first', 'whole', targets.first),
      row('from a quality to its size', 'again', 'pixels', targets.again),
    ],
  );
}
