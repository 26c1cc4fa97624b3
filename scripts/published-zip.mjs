/**
 * Zips of published galleries for tests and measuring, written by themselves: they say what the format
 * is, not what the app writes.
 */
import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';

/** Returns a JPEG, another one for another number. */
function drawn(number, width, height) {
  const background = { r: (number * 37) % 256, g: number % 256, b: (number >> 8) + 60 };
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/**
 * Returns the zip of a gallery with one picture for each title; every third stands.
 * @param from the number of the first one, which makes it another picture
 */
export async function publishedZip(titles, from = 0) {
  /** @type {Record<string, Uint8Array>} */
  const files = {};
  const pictures = [];
  for (const [place, title] of titles.entries()) {
    const index = from + place;
    const [width, height] = index % 3 === 2 ? [320, 480] : [480, 320];
    const said = {};
    const paths = {};
    for (const [at, part] of ['picture', 'small', 'before'].entries()) {
      const bytes = await drawn(3 * index + at, width, height);
      const path = `pictures/${index}-${part}.jpg`;
      files[path] = bytes;
      paths[part] = path;
      const hash = createHash('sha256').update(bytes).digest('hex');
      said[part] = { hash, type: 'image/jpeg', bytes: bytes.length, width, height };
    }
    const step = { id: 'step-1', operation: 'invert', enabled: true, parameters: {} };
    const pipeline = { pipette: 2, name: title, operations: [step] };
    const id = index.toString(16).padStart(16, '0');
    const at = Date.UTC(2026, 10, 1) - index * 60_000;
    pictures.push({ paths, entry: { gallery: 1, id, at, title, files: said, pipeline } });
  }
  files['gallery.json'] = strToU8(
    JSON.stringify({ 'pipette-gallery': 1, title: 'Brought', pictures }),
  );
  return Buffer.from(zipSync(files, { level: 0 }));
}
