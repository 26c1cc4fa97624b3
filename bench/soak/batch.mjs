/** Drives the window for many files as a person would, and watches what memory it takes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { processesOf } from './processes.mjs';

/** Memory is looked at this often, in milliseconds. */
const lookEvery = 1000;

/** Writes a JPEG of `width` × `height` with detail everywhere, and returns its bytes. */
export async function drawPhoto(width, height) {
  const small = Buffer.alloc(400 * 300 * 3);
  // A plain congruential generator: the same picture on every machine.
  let state = 1;
  for (let index = 0; index < small.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    small[index] = state >>> 24;
  }
  return sharp(small, { raw: { width: 400, height: 300, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** Writes `count` copies of a picture under different names into a folder; returns their paths. */
export function copies(bytes, count, folder) {
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `picture ${String(index + 1).padStart(4, '0')}.jpg`);
    writeFileSync(path, bytes);
    return path;
  });
}

export const dialogOf = (page) => page.getByRole('dialog', { name: 'Export many images' });

/** Opens the window and gives it files. */
export async function choose(page, paths) {
  await page.getByRole('button', { name: 'Export many images' }).click();
  await dialogOf(page).getByLabel('Files', { exact: true }).first().setInputFiles(paths);
  await dialogOf(page)
    .getByRole('button', { name: `Export ${paths.length} files` })
    .waitFor({ timeout: 120_000 });
}

/** Bytes that all processes of the browser with this profile hold in RAM, and the largest page's own. */
function residentBytes(profile) {
  const mine = processesOf(profile);
  const pages = mine.filter(({ command }) => command.includes('--type=renderer'));
  return {
    all: mine.reduce((sum, { bytes }) => sum + bytes, 0),
    page: Math.max(0, ...pages.map(({ bytes }) => bytes)),
  };
}

/** Looks at the memory of a browser until the returned function is called, which gives all looks. */
export function watchMemory(profile) {
  const looks = [];
  let isOver = false;
  const over = (async () => {
    while (!isOver) {
      looks.push({ at: performance.now(), ...residentBytes(profile) });
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  })();
  return async () => {
    isOver = true;
    await over;
    return looks;
  };
}
