import { basename } from 'node:path';
import sharp from 'sharp';
import Vips from 'wasm-vips';
import type { MadeFile } from '../pages/editor';
import { writeHeic } from '../pages/heic';
import { scene } from '../pages/pictures';
import { byRole, EngineApp, engineNames, expect, needEngine, test } from './support';

const width = 128;

/** A picture in every format that is opened. */
async function pictures(): Promise<MadeFile[]> {
  const height = 80;
  const pixels = scene(width, height);
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  const vips = await Vips({ dynamicLibraries: ['vips-jxl.wasm'] });
  const source = vips.Image.newFromMemory(pixels, width, height, 3, vips.BandFormat.uchar);
  const jxl = source.jxlsaveBuffer().slice();
  source.delete();
  vips.shutdown();
  const rows: readonly (readonly [string, Uint8Array])[] = [
    ['jpg', await image.jpeg().toBuffer()],
    ['png', await image.png().toBuffer()],
    ['webp', await image.webp().toBuffer()],
    ['tif', await image.tiff().toBuffer()],
    ['gif', await image.gif().toBuffer()],
    ['avif', await image.avif({ effort: 0 }).toBuffer()],
    ['jxl', jxl],
    ['heic', writeHeic(pixels, width, height)],
    ['svg', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="80"/>`)],
  ];
  return rows.map(([ending, bytes]) => ({
    name: `picture.${ending}`,
    mimeType: '',
    buffer: Buffer.from(bytes),
  }));
}

for (const engine of engineNames) {
  test(`${engine} opens every format`, async ({ open, site, onDisk }) => {
    await needEngine(engine);
    const page = await open(engine);
    const app = new EngineApp(page);
    await app.goto(site.url);
    for (const path of await onDisk(await pictures())) {
      await test.step(path.replace(/^.*\./, ''), async () => {
        await app.openPicture(path);
        await page.text(byRole('banner'), new RegExp(`${basename(path)} · ${width} × 80`));
      });
    }
    expect(page.problems).toEqual([]);
  });
}
