import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { box } from '../../src/core/source/tiny-files';
import { heic, sides } from '../../src/core/source/iso/tiny-heic';
import { admitReadable } from './admit-readable';
import type { VipsBinding } from '../runtime/binding';
import { readPicture } from './decode';
import { toldBy, tellingAll } from '../metadata/write-metadata';
import { noticesFor } from './notices';
import { asItIs } from '../../src/core/engine/requests';
import { startForTest } from '../testing/index';

vi.mock('./heic', () => ({
  decodeHeic: () =>
    Promise.resolve({ width: 2, height: 1, pixels: new Uint8Array(8).fill(255), profile: null }),
}));

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => {
  vips.shutdown();
});

const xmp = new TextEncoder().encode(
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
);

/** A photo in colours of these codes, that tells something. */
const photo = (primaries: number, transfer: number): Uint8Array =>
  heic(
    [sides(2, 1), box('hvcC', [1]), box('colr', 'nclx', [0, primaries, 0, transfer, 0, 1, 0x80])],
    [
      { id: 1, kind: 'hvc1', own: [1, 2, 3] },
      { id: 2, kind: 'mime', content: ['application/rdf+xml'], data: xmp },
    ],
    { references: [['cdsc', 2, 1]] },
  );

async function encodedOf(bytes: Uint8Array) {
  const file = new Blob([new Uint8Array(bytes)]);
  const admitted = await admitReadable(vips, {
    ...asItIs,
    file,
    name: 'a.heic',
    rasterLongEdge: null,
  });
  if (!admitted.ok) throw new Error(admitted.error.message);
  return admitted.value.encoded;
}

test('the XMP of a HEIC photo goes on with its pixels, byte for byte', async () => {
  const encoded = await encodedOf(photo(1, 13));
  expect(encoded).toMatchObject({ origin: 'heic', header: { format: 'png' } });
  const image = readPicture(vips, encoded, { access: 'random', tolerant: false });
  const telling = tellingAll(image, encoded);
  expect(toldBy(telling).xmp).toEqual(xmp);
  expect(image.getTypeof('icc-profile-data')).toBe(0);
  telling.delete();
  image.delete();
});

test('the colours of a HEIC photo that says them in codes are those of its codes', async () => {
  const encoded = await encodedOf(photo(12, 16));
  const image = readPicture(vips, encoded, { access: 'random', tolerant: false });
  expect(image.getTypeof('icc-profile-data')).not.toBe(0);
  image.delete();
  const opened = { width: 2, height: 1, damaged: false, converted: 'profile' } as const;
  expect(noticesFor(encoded.header, opened).map(({ text }) => text)).toEqual([
    'HDR picture, shown in SDR.',
  ]);
});
