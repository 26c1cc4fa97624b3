/** Many large pictures in one run: memory must be as flat at the end as after the beginning. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { megabytes } from '../print.mjs';
import { median } from '../statistics.mjs';
import { choose, copies, dialogOf, drawPhoto, watchMemory } from './batch.mjs';
import { entriesOf } from './archive.mjs';

/** Growth between the second and the last third of a run that counts as flat, in bytes. */
const flat = 100e6;

async function run({ chromium, count, settings, minutes }) {
  const folder = mkdtempSync(join(tmpdir(), 'pipette-soak-'));
  const profile = join(folder, 'profile');
  const app = await chromium.newAppOnDisk(profile);
  try {
    const photo = await drawPhoto(4000, 3000);
    await app.add('Sharpen');
    await settings(app.page);
    await choose(app.page, copies(photo, count, folder));
    const stop = watchMemory(profile);
    const began = performance.now();
    const download = app.page.waitForEvent('download', { timeout: minutes * 60_000 });
    await dialogOf(app.page)
      .getByRole('button', { name: `Export ${count} files` })
      .click();
    const saved = await download;
    const path = join(folder, 'result.zip');
    await saved.saveAs(path);
    const seconds = (performance.now() - began) / 1000;
    return { seconds, looks: await stop(), ...(await entriesOf(path)), source: photo.length };
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns what the run of `count` pictures of 12 MP took, as lines of Markdown. */
export async function soakPictures({ chromium, pictures: count }) {
  const made = await run({
    chromium,
    count,
    minutes: Math.max(10, count / 10),
    settings: (page) =>
      page.getByLabel('Size', { exact: true }).selectOption({ label: 'Web · 1920 px' }),
  });
  const third = Math.floor(made.looks.length / 3);
  const middle = median(made.looks.slice(third, 2 * third).map(({ page }) => page));
  const end = median(made.looks.slice(2 * third).map(({ page }) => page));
  const peak = Math.max(...made.looks.map(({ page }) => page));
  const isFlat = end - middle <= flat;
  const isWhole = made.names.length === count + 1;
  return {
    ok: isFlat && isWhole,
    lines: [
      `${count} pictures of 12 MP, sharpened and sized to 1920 px, in one zip: ${made.seconds.toFixed(0)} s (${(made.seconds / count).toFixed(2)} s each), ${made.names.length - 1} of ${count} pictures in the archive.`,
      `Memory of the page and its workers: median of the middle third ${megabytes(middle)}, of the last third ${megabytes(end)}, highest ${megabytes(peak)}. ${isFlat ? 'Flat' : 'Not flat'} (at most ${megabytes(flat)} more).`,
    ],
  };
}

/** Returns what it took to write an archive of about `megabytes` MB, as lines of Markdown. */
export async function soakZip({ chromium, zipMegabytes }) {
  // Twelve million pixels of three bytes, as they are.
  const count = Math.ceil((zipMegabytes * 1e6) / 36e6);
  const made = await run({
    chromium,
    count,
    minutes: Math.max(10, count / 2),
    settings: async (page) => {
      await page
        .getByRole('radiogroup', { name: 'Format' })
        .getByRole('radio', { name: 'TIFF' })
        .check();
      await page
        .getByRole('radiogroup', { name: 'Compression' })
        .getByRole('radio', { name: 'None' })
        .check();
    },
  });
  const before = made.looks[0]?.all ?? 0;
  const peak = Math.max(...made.looks.map(({ all }) => all));
  const page = Math.max(...made.looks.map((look) => look.page));
  // With its storage on disk, a browser that held the archive would grow by all of it.
  const isHeld = peak - before >= made.bytes;
  return {
    ok: made.bytes >= zipMegabytes * 1e6 && made.names.length === count + 1 && !isHeld,
    lines: [
      `A zip of ${megabytes(made.bytes)} (${count} uncompressed TIFF files of 12 MP): ${made.seconds.toFixed(0)} s. Highest memory of the page ${megabytes(page)}; all processes of the browser, which kept its storage on disk, had ${megabytes(before)} before and ${megabytes(peak)} at most: the archive was ${isHeld ? '' : 'never '}held.`,
    ],
  };
}
