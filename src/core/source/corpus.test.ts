import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLimits } from './check-limits';
import { bytesReader } from './byte-reader';
import { readHeader } from './header';

/**
 * Real pictures from public test collections, which are not part of the project: the test runs
 * where PIPETTE_CORPUS names their folder. Sizes, bands, pages and orientations were established
 * with libvips' own vipsheader; refusals are what should happen to each file.
 */
const corpus = process.env['PIPETTE_CORPUS'];

/** [file, format, width, height, bands, orientation, frames] of pictures that open at once. */
const opened: readonly (readonly [string, string, number, number, number, number, number])[] = [
  ['alpha-and-depth/8bit.tiff', 'tiff', 21, 21, 1, 1, 1],
  ['alpha-and-depth/fully-transparent.png', 'png', 300, 300, 4, 1, 1],
  ['alpha-and-depth/grey-alpha-16bit.png', 'png', 109, 96, 2, 1, 1],
  ['alpha-and-depth/grey-alpha-8bit.png', 'png', 400, 300, 2, 1, 1],
  ['alpha-and-depth/grey.jpg', 'jpeg', 258, 222, 3, 1, 1],
  ['alpha-and-depth/rgb-16bit.png', 'png', 900, 600, 3, 1, 1],
  ['alpha-and-depth/rgba-1024.png', 'png', 1024, 768, 4, 1, 1],
  ['alpha-and-depth/rgba.png', 'png', 128, 128, 4, 1, 1],
  ['alpha-and-depth/uncompressed.tiff', 'tiff', 246, 345, 3, 1, 1],
  ['animated/loop-3.webp', 'webp', 370, 285, 4, 1, 10],
  ['animated/rotating-squares.gif', 'gif', 80, 80, 4, 1, 30],
  ['big/tall.webp', 'webp', 13, 169, 3, 1, 97],
  ['bombs/b8k.webp', 'webp', 8000, 8000, 3, 1, 1],
  ['bombs/bomb.svg', 'svg', 100, 100, 4, 1, 1],
  ['bombs/crash.jxl', 'jxl', 290, 442, 4, 1, 1],
  ['bombs/ext.svg', 'svg', 50, 50, 4, 1, 1],
  ['bombs/hang.webp', 'webp', 550, 368, 3, 1, 1],
  ['bombs/trunc.jpg', 'jpeg', 4000, 3000, 3, 1, 1],
  ['broken/corrupted-2mb.jpg', 'jpeg', 3648, 2736, 3, 1, 1],
  ['broken/invalid-exif.jpg', 'jpeg', 636, 227, 3, 1, 1],
  ['broken/truncated.jpg', 'jpeg', 2725, 2225, 3, 1, 1],
  ['broken/truncated.png', 'png', 294, 240, 3, 1, 1],
  ['colour/cmyk-with-profile.jpg', 'jpeg', 500, 333, 4, 1, 1],
  ['colour/display-p3.png', 'png', 8, 8, 4, 1, 1],
  ['colour/indexed.png', 'png', 290, 442, 3, 1, 1],
  ['colour/prophoto.png', 'png', 1, 1, 3, 1, 1],
  ['colour/tiff-photoshop.tiff', 'tiff', 317, 211, 3, 1, 1],
  ['colour/ultra-hdr-gain-map.jpg', 'jpeg', 3840, 2160, 3, 1, 1],
  ['colour/xyb.jpg', 'jpeg', 290, 442, 3, 1, 1],
  ['metadata/exif.tiff', 'tiff', 635, 348, 4, 1, 1],
  ['metadata/fax.tif', 'tiff', 2464, 3248, 1, 1, 1],
  ['metadata/gps.jpg', 'jpeg', 640, 480, 3, 1, 1],
  ['metadata/xmp-only.jpg', 'jpeg', 322, 466, 3, 1, 1],
  ['orientation/avif-6.avif', 'avif', 3024, 4032, 3, 1, 1],
  ['orientation/landscape-1.jpg', 'jpeg', 600, 450, 3, 1, 1],
  ['orientation/landscape-2.jpg', 'jpeg', 600, 450, 3, 2, 1],
  ['orientation/landscape-3.jpg', 'jpeg', 600, 450, 3, 3, 1],
  ['orientation/landscape-4.jpg', 'jpeg', 600, 450, 3, 4, 1],
  ['orientation/landscape-5.jpg', 'jpeg', 450, 600, 3, 5, 1],
  ['orientation/landscape-6.jpg', 'jpeg', 450, 600, 3, 6, 1],
  ['orientation/landscape-7.jpg', 'jpeg', 450, 600, 3, 7, 1],
  ['orientation/landscape-8.jpg', 'jpeg', 450, 600, 3, 8, 1],
  ['orientation/portrait-6.jpg', 'jpeg', 600, 450, 3, 6, 1],
  ['orientation/portrait-8.jpg', 'jpeg', 600, 450, 3, 8, 1],
  ['photos/check.svg', 'svg', 100, 100, 4, 1, 1],
  ['photos/nokia-9mp-exif.jpg', 'jpeg', 4608, 1976, 3, 1, 1],
  ['photos/owl.avif', 'avif', 1023, 682, 3, 1, 1],
  ['photos/owl.jpg', 'jpeg', 1023, 682, 3, 1, 1],
  ['photos/owl.jxl', 'jxl', 1023, 682, 3, 1, 1],
  ['photos/owl.tif', 'tiff', 1023, 682, 3, 1, 1],
  ['photos/owl.webp', 'webp', 1023, 682, 3, 1, 1],
  ['photos/red-panda-10mp.jpg', 'jpeg', 3872, 2592, 3, 1, 1],
  ['photos/sharp-6mp.jpg', 'jpeg', 2725, 2225, 3, 1, 1],
];

/** [file, code and words of the message, what happens with the person's consent]. */
const refused: readonly (readonly [string, string, 'opened' | 'refused'])[] = [
  ['big/giant.jpg', 'IMG-LARGE: giant.jpg is 20,000 × 14,000 pixels (280 MP)', 'opened'],
  [
    'big/uint32-limit.png',
    'IMG-DIM: uint32-limit.png says it is 65,536 × 65,536 pixels',
    'refused',
  ],
  ['bombs/b12k.png', 'IMG-LARGE: b12k.png is 12,000 × 12,000 pixels (144 MP)', 'opened'],
  ['bombs/b30k.png', 'IMG-DIM: b30k.png says it is 30,000 × 30,000 pixels (900 MP)', 'refused'],
  ['bombs/lie60k.png', 'IMG-DIM: lie60k.png says it is 60,000 × 60,000 pixels', 'refused'],
  ['bombs/lie2g.png', 'IMG-DIM: lie2g.png says it is 2,147,483,647 × 2,147,483,647', 'refused'],
  ['bombs/crash.avif', 'IMG-DAMAGED: crash.avif does not say how large', 'refused'],
  ['bombs/empty.png', 'IMG-EMPTY: empty.png is empty', 'refused'],
  [
    'bombs/notimage.jpg',
    'IMG-TYPE: notimage.jpg is not a picture that can be opened: it is an HTML page.',
    'refused',
  ],
  [
    'broken/corrupt-header.jpg',
    'IMG-DAMAGED: corrupt-header.jpg starts like a picture but ends',
    'refused',
  ],
  [
    'broken/not-an-image.icc',
    'IMG-TYPE: not-an-image.icc is not a picture that can be opened: it is an ICC profile.',
    'refused',
  ],
];

async function open(path: string, consent: boolean): Promise<string> {
  const bytes = readFileSync(join(corpus ?? '', path));
  const name = path.slice(path.indexOf('/') + 1);
  const header = await readHeader(bytesReader(bytes), name);
  const verdict = header.ok
    ? checkLimits(header.value, bytes.length, { small: false }, consent, { name })
    : header;
  return verdict.ok ? 'opened' : `${verdict.error.code}: ${verdict.error.message}`;
}

describe('the corpus', () => {
  it.each(opened)('%s', async (path, format, width, height, bands, orientation, frames) => {
    const header = await readHeader(bytesReader(readFileSync(join(corpus ?? '', path))), path);
    expect(header).toMatchObject({
      ok: true,
      value: { format, width, height, bands, orientation, frames },
    });
    expect(await open(path, false)).toBe('opened');
  });

  it.each(refused)('%s: %s; with consent: %s', async (path, words, withConsent) => {
    expect(await open(path, false)).toContain(words);
    const second = await open(path, true);
    expect(second === 'opened' ? 'opened' : 'refused').toBe(withConsent);
  });

  it('draws bombs/big.svg small and sees what is embedded in others', async () => {
    expect(await open('bombs/big.svg', false)).toBe('opened');
    const read = async (path: string): Promise<unknown> =>
      readHeader(bytesReader(readFileSync(join(corpus ?? '', path))));
    expect(await read('colour/ultra-hdr-gain-map.jpg')).toMatchObject({
      value: { hasGainMap: true },
    });
    expect(await read('colour/cmyk-with-profile.jpg')).toMatchObject({
      value: { hasProfile: true },
    });
    expect(await read('colour/tiff-photoshop.tiff')).toMatchObject({ value: { bitsPerBand: 16 } });
    expect(await read('broken/truncated.gif')).toMatchObject({
      value: { width: 575, height: 800 },
    });
  });
});
