/** Part (r): the same photos in Squoosh and in Pipette: time until a file's size, and its bytes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { startLikeness } from '../likeness.mjs';
import { furtherPictures } from '../picture.mjs';
import { milliseconds, table, verdict } from '../print.mjs';
import { serveSquoosh } from '../squoosh-app.mjs';
import { median } from '../statistics.mjs';
import { withSources } from '../../scripts/sources.mjs';

const pages = 5;
const targets = { first: 0.65, time: 1, bytes: 1.02 };
/** A bracket of Squoosh's qualities that is narrow enough to interpolate its bytes within. */
const narrow = 10;
const [lowest, highest] = [5, 98];

/** What is compared: the format's name here, its id there, and the qualities here. */
const formats = [
  { name: 'JPEG', theirs: 'mozJPEG', qualities: [62, 82], switches: ['Smallest file'] },
  { name: 'WebP', theirs: 'webP', qualities: [60, 80], switches: [] },
  { name: 'AVIF', theirs: 'avif', qualities: [40, 60], switches: [] },
  { name: 'JXL', theirs: 'jxl', qualities: [60, 80], switches: [] },
];

/** Chooses a format and waits for its file, with all that is set. */
async function choose(app, { name, switches }) {
  // Of an earlier format a file is known already.
  await app.page.evaluate(() => globalThis.pipetteBench.clear());
  const panel = app.page.getByRole('tabpanel', { name: 'Images' });
  await panel.getByRole('radio', { name, exact: true }).check();
  for (const label of switches) {
    await panel.getByText(`More options of ${name}`).click();
    await panel.getByRole('switch', { name: label }).check();
  }
  await app.sizeKnown();
}

/** Sets a quality. Returns the milliseconds from Enter to its size on screen, and the file. */
async function ourFile(app, quality) {
  const time = await app.sizeOfQuality(quality);
  const { path } = await app.export();
  return { time, bytes: readFileSync(path) };
}

/**
 * Looks for the quality at which Squoosh's file is as alike as `target`. Returns that quality, the
 * bytes at `target` itself (between two measured qualities the logarithm of bytes is taken as a straight
 * line over similarity), and the time of the nearest one measured.
 */
async function theirFile(squoosh, target, begin, alike) {
  const found = [];
  const measure = async (quality) => {
    const time = await squoosh.changeQuality(quality);
    const file = await squoosh.file();
    found.push({ quality, time, bytes: file.length, mean: alike(file) });
    found.sort((one, other) => one.quality - other.quality);
  };
  await measure(begin);
  for (;;) {
    const below = found.findLast(({ mean }) => mean < target);
    const above = found.find(({ mean }) => mean >= target);
    if (below && above) {
      const share = (target - below.mean) / (above.mean - below.mean);
      if (above.quality - below.quality <= narrow) {
        const bytes = below.bytes * (above.bytes / below.bytes) ** share;
        const quality = below.quality + share * (above.quality - below.quality);
        return { quality, bytes, time: (share < 0.5 ? below : above).time };
      }
      const guess = Math.round(below.quality + share * (above.quality - below.quality));
      const least = below.quality + 1;
      await measure(Math.min(above.quality - 1, Math.max(least, guess)));
    } else {
      const quality = below ? below.quality + 8 : above.quality - 8;
      if (quality < lowest || quality > highest) {
        throw new Error(`Squoosh has no file that is as alike as ${target.toFixed(4)}.`);
      }
      await measure(quality);
    }
  }
}

/** Both in turn, each in a fresh page: from the choice of the file to its first size. */
async function firstSizes(chromium, server, picture) {
  const times = { ours: [], theirs: [] };
  for (let round = 0; round <= pages; round += 1) {
    const app = await chromium.newApp();
    await app.page.waitForFunction(() => globalThis.pipetteBench.started);
    const opened = app.sizeKnown();
    await app.open(picture);
    const ours = await opened;
    await app.close();
    const squoosh = await server.newPage();
    const theirs = await squoosh.open(picture);
    await squoosh.close();
    // The first time, files come from the disk; it is not counted for anybody.
    if (round > 0) {
      times.ours.push(ours);
      times.theirs.push(theirs);
    }
  }
  const spread = (values) =>
    `${milliseconds(median(values))} (${milliseconds(Math.min(...values))} to ${milliseconds(Math.max(...values))})`;
  const ratio = median(times.ours) / median(times.theirs);
  const result = verdict('the first size against Squoosh', ratio, targets.first);
  console.log(
    `  First size of ${picture.name}, each with its own settings: Pipette ${spread(times.ours)}, Squoosh ${spread(times.theirs)}, ratio ${ratio.toFixed(2)}, target ≤ ${targets.first} ${result}`,
  );
}

/** One photo in one page of each, format after format. Returns the rows of the table. */
async function compare({ chromium, server, picture, load }) {
  const { data, info } = await sharp(picture.bytes)
    .autoOrient()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const likeness = await startLikeness(load, { rgb: data, ...info });
  const app = await chromium.newApp();
  const squoosh = await server.newPage();
  try {
    await app.open(picture);
    await squoosh.open(picture);
    const rows = [];
    for (const format of formats) {
      await choose(app, format);
      await squoosh.choose(format.theirs);
      for (const quality of format.qualities) {
        const ours = await ourFile(app, quality);
        const target = likeness.alike(ours.bytes);
        const theirs = await theirFile(squoosh, target, quality - 1, likeness.alike);
        rows.push({ picture: picture.name, format: format.name, quality, target, ours, theirs });
      }
    }
    return rows;
  } finally {
    likeness.close();
    await app.close();
    await squoosh.close();
  }
}

function print(rows) {
  const cells = rows.map(({ picture, format, quality, target, ours, theirs }) => {
    const [time, bytes] = [ours.time / theirs.time, ours.bytes.length / theirs.bytes];
    const what = `${format} ${quality} of ${picture}`;
    return [
      picture,
      format,
      `${quality} : ${theirs.quality.toFixed(1)}`,
      target.toFixed(4),
      milliseconds(ours.time),
      milliseconds(theirs.time),
      `${time.toFixed(2)} ${verdict(`time of ${what}`, time, targets.time)}`,
      (ours.bytes.length / 1000).toFixed(0),
      (theirs.bytes / 1000).toFixed(0),
      `${bytes.toFixed(3)} ${verdict(`bytes of ${what}`, bytes, targets.bytes)}`,
    ];
  });
  table(
    [
      'photo',
      'format',
      'quality',
      'SSIM',
      'time',
      'Squoosh',
      `ratio, ≤ ${targets.time}`,
      'KB',
      'Squoosh',
      `ratio, ≤ ${targets.bytes}`,
    ],
    cells,
  );
}

export async function measureSquoosh({ chromium, picture }) {
  const folder = process.env.SQUOOSH_SITE ?? '';
  if (!existsSync(join(folder, 'index.html')) || folder === '') {
    console.log('  Not measured: SQUOOSH_SITE names no built Squoosh; bench/README.md says how.');
    return;
  }
  const server = await serveSquoosh(folder, chromium.browser);
  try {
    await firstSizes(chromium, server, picture);
    const photos = [picture, ...(await furtherPictures())];
    const count = Number(process.env.PIPETTE_BENCH_PHOTOS ?? photos.length);
    await withSources(async (load) => {
      for (const photo of photos.slice(0, count)) {
        print(await compare({ chromium, server, picture: photo, load }));
      }
    });
  } finally {
    await server.close();
  }
}
