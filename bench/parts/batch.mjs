/** Many pictures through the same steps into one zip, against a native script that writes files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPeers } from '../peers.mjs';
import { milliseconds, table } from '../print.mjs';
import { entriesOf } from '../soak/archive.mjs';
import { choose, copies, dialogOf } from '../soak/batch.mjs';

/** `PIPETTE_BENCH_BATCH=10` measures with fewer pictures. */
const count = Number(process.env.PIPETTE_BENCH_BATCH ?? 50);

/** Returns the milliseconds that native sharp takes for all pictures, one after another. */
async function nativeTime(bytes, folder) {
  const [sharp] = await loadPeers();
  await sharp.run(bytes);
  const began = performance.now();
  for (let index = 0; index < count; index += 1) {
    writeFileSync(join(folder, `native ${index}.jpg`), await sharp.run(bytes));
  }
  return { name: sharp.name, time: performance.now() - began };
}

export async function measureBatch({ chromium, picture }) {
  const folder = mkdtempSync(join(tmpdir(), 'pipette-bench-'));
  const app = await chromium.newApp();
  try {
    await app.add('Resize');
    await app.add('Sharpen');
    await choose(app.page, copies(picture.bytes, count, folder));
    const began = performance.now();
    const download = app.page.waitForEvent('download', { timeout: count * 60_000 });
    await dialogOf(app.page)
      .getByRole('button', { name: `Export ${count} files` })
      .click();
    const path = join(folder, 'result.zip');
    await (await download).saveAs(path);
    const own = performance.now() - began;
    const { names } = await entriesOf(path);
    // One more than there are pictures: the manifest.
    if (names.length !== count + 1) throw new Error(`The zip holds ${names.length - 1} pictures.`);
    const native = await nativeTime(picture.bytes, folder);
    table(
      [`${count} × 10 MP to 1920 px, sharpen, JPEG 82`, 'all', 'each', 'Pipette : peer'],
      [
        ['Pipette, click to zip', milliseconds(own), milliseconds(own / count), '1'],
        [
          native.name,
          milliseconds(native.time),
          milliseconds(native.time / count),
          (own / native.time).toFixed(2),
        ],
      ],
    );
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
