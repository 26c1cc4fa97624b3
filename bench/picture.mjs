/** The 10-megapixel JPEG that everything is measured with. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from '../scripts/tasks.mjs';

const width = 3872;
const height = 2592;

/** Returns a value from 0 to 1 that depends on position only. */
function noise(x, y) {
  let mixed = Math.imul(x, 374761393) + Math.imul(y, 668265263);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1274126177);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0xffffffff;
}

/** Returns smooth noise, 0 to 1: the corners of cells of `size` pixels, blended. */
function smoothNoise(x, y, size) {
  const column = Math.floor(x / size);
  const row = Math.floor(y / size);
  const across = x / size - column;
  const down = y / size - row;
  const above = noise(column, row) * (1 - across) + noise(column + 1, row) * across;
  const below = noise(column, row + 1) * (1 - across) + noise(column + 1, row + 1) * across;
  return above * (1 - down) + below * down;
}

/** Draws hills of noise under a sky, with the grain and the fine detail of a photo. */
async function draw() {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const hills = height * (0.35 + 0.2 * smoothNoise(x, 0, 700) + 0.05 * smoothNoise(x, 9, 90));
      const ground = y > hills ? 1 : 0;
      const leaves = smoothNoise(x, y, 12) * 0.6 + smoothNoise(x, y, 3) * 0.4;
      const cloud = smoothNoise(x, y, 400) * 0.7 + smoothNoise(x, y, 60) * 0.3;
      const grain = (noise(x, y) - 0.5) * 10;
      const at = (y * width + x) * 3;
      pixels[at] = (ground ? 40 + 110 * leaves : 90 + 130 * cloud) + grain;
      pixels[at + 1] = (ground ? 60 + 130 * leaves : 130 + 100 * cloud) + grain;
      pixels[at + 2] = (ground ? 20 + 70 * leaves : 190 + 50 * cloud) + grain;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withIccProfile('srgb')
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Returns a JPEG of soft shapes under fine noise, which takes as long to decode as a photo. */
export async function drawnPhoto(width, height) {
  const grainy = (size, sigma) =>
    sharp({
      create: { ...size, channels: 3, noise: { type: 'gaussian', mean: 128, sigma } },
    });
  const shapes = await grainy({ width: 80, height: 60 }, 60).png().toBuffer();
  // A part of the noise, laid side by side: gaussian noise for 100 megapixels takes a minute.
  const grain = await grainy({ width: 1024, height: 1024 }, 12).png().toBuffer();
  return sharp(shapes)
    .resize(width, height, { kernel: 'cubic' })
    .composite([{ input: grain, tile: true, blend: 'soft-light' }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** Returns a photo of the picture corpus (in PIPETTE_CORPUS, or beside the repository), or null. */
function photoOfCorpus(name) {
  const folders = [process.env.PIPETTE_CORPUS, join(root, '..', 'shared', 'images')];
  for (const folder of folders) {
    if (folder === undefined || folder === '') continue;
    const file = join(folder, 'photos', name);
    if (existsSync(file)) return { bytes: readFileSync(file), name, origin: file };
  }
  return null;
}

/**
 * Returns `{ bytes, name, origin }`: the red panda of the picture corpus where there is one, otherwise a
 * drawn picture of the same size.
 */
export async function benchmarkPicture() {
  return (
    photoOfCorpus('red-panda-10mp.jpg') ?? {
      bytes: await draw(),
      name: 'drawn-10mp.jpg',
      origin: 'drawn for this run',
    }
  );
}

/** Returns two more photos, of 9 and 6 megapixels: of the picture corpus, or drawn. */
export async function furtherPictures() {
  const drawn = async (width, height, name) => ({
    bytes: await drawnPhoto(width, height),
    name,
    origin: 'drawn for this run',
  });
  return [
    photoOfCorpus('nokia-9mp-exif.jpg') ?? (await drawn(3456, 2592, 'drawn-9mp.jpg')),
    photoOfCorpus('sharp-6mp.jpg') ?? (await drawn(3000, 2000, 'drawn-6mp.jpg')),
  ];
}
