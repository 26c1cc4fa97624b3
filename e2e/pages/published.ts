import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { Editor } from './editor';

/** Returns a JPEG, another one for another number. */
function drawn(number: number, width: number, height: number): Promise<Buffer> {
  const background = { r: (number * 37) % 256, g: number % 256, b: (number >> 8) + 60 };
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/**
 * Returns the zip of a published gallery with one picture for each title, written by itself: it says
 * what the format is, not what the app writes. Every third stands.
 */
export async function publishedZip(titles: readonly string[]): Promise<Buffer> {
  const files: Record<string, Uint8Array> = {};
  const pictures = [];
  for (const [index, title] of titles.entries()) {
    const [width, height] = index % 3 === 2 ? [320, 480] : [480, 320];
    const said: Record<string, object> = {};
    const paths: Record<string, string> = {};
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

/** Brings pictures into the gallery, the first one being the newest there. */
export async function bring(page: Page, titles: readonly string[]): Promise<void> {
  const buffer = await publishedZip(titles);
  await new Editor(page).drop({ name: 'brought.zip', mimeType: 'application/zip', buffer });
  const card = page.getByRole('dialog', { name: 'Published gallery' });
  await card.getByRole('button', { name: /^Take/ }).click();
  await card.waitFor({ state: 'detached' });
}
