// Help for tests only: AVIF files of one colour.

import { matrixProfile, srgbCurve } from '../../src/core/colour/icc-writer';
import { srgbPrimaries } from '../../src/core/colour/primaries';
import { ByteView } from '../../src/core/source/byte-reader';
import { type Av1Colour, av1Colour } from '../../src/core/source/iso/av1-sequence';
import { body, boxes } from '../../src/core/source/iso/boxes';
import { dataOf, itemsOf } from '../../src/core/source/iso/items';
import type { VipsBinding } from '../runtime/binding';

/** Pixels across and down of the files that are made here. */
export const [width, height] = [32, 32];

/** An AVIF of one colour as our own encoder writes it, with a profile. */
export function avifOf(vips: VipsBinding, colour: readonly number[]): Uint8Array {
  const pixels = width * height;
  const data = new Uint8Array(pixels * colour.length).map(
    (_, at) => colour[at % colour.length] ?? 0,
  );
  const bare = vips.Image.newFromMemory(data, width, height, colour.length, vips.BandFormat.uchar);
  const image = bare.copy({ interpretation: 'srgb' });
  image.setBlob('icc-profile-data', matrixProfile(srgbPrimaries, srgbCurve));
  const options = { compression: 'av1', Q: 95, subsample_mode: 'off', keep: 'icc' } as const;
  const file = image.heifsaveBuffer(options).slice();
  image.delete();
  bare.delete();
  return file;
}

export function placeOf(file: Uint8Array, text: string): number {
  const at = Buffer.from(file).indexOf(text, 0, 'latin1');
  if (at < 0) throw new Error(`no ${text}`);
  return at;
}

/** The file with codes of its colours instead of the profile: primaries, transfer, matrix. */
export function coded(file: Uint8Array, ...codes: readonly [number, number, number?]): Uint8Array {
  const result = file.slice();
  const [primaries, transfer, matrix = 6] = codes;
  const full = 0x80;
  result.set(
    [...Buffer.from('nclx'), 0, primaries, 0, transfer, 0, matrix, full],
    placeOf(result, 'colr') + 4,
  );
  return result;
}

/** Items of the files that our own encoder writes. */
const [pictureItem, alphaItem] = [1, 2];

/** The file with one bit of what an item's coder says turned over: the one that makes it say so. */
function recoded(file: Uint8Array, item: number, says: (colour: Av1Colour) => boolean): Uint8Array {
  const result = file.slice();
  const view = new ByteView(result);
  const meta = body(boxes(view), 'meta');
  const data = meta === undefined ? undefined : dataOf(itemsOf(meta), item, view);
  if (data === undefined) throw new Error('no such item');
  // From the end, for what the coder says first is about how the rest is to be read.
  for (let bit = 8 * Math.min(16, data.length) - 1; bit >= 0; bit -= 1) {
    const [at, mask] = [bit >> 3, 0x80 >> (bit & 7)];
    data.bytes[at] = data.u8(at) ^ mask;
    const colour = av1Colour(data);
    if (colour !== null && says(colour)) return result;
    data.bytes[at] = data.u8(at) ^ mask;
  }
  throw new Error('no bit says so');
}

/** An AVIF of one colour whose alpha is meant with the levels of television. */
export const televisionAlpha = (vips: VipsBinding, colour: readonly number[]): Uint8Array =>
  recoded(avifOf(vips, colour), alphaItem, ({ isGrey, isLimited }) => isGrey && isLimited);

/** An AVIF of one colour that nothing but its coder tells to be of Rec. 2020, with sRGB's curve. */
export function codedInside(vips: VipsBinding, colour: readonly number[]): Uint8Array {
  const file = recoded(
    avifOf(vips, colour),
    pictureItem,
    ({ colour: codes, isGrey, isLimited }) =>
      codes?.primaries === 9 && codes.transfer === 13 && !isGrey && !isLimited,
  );
  file.set(Buffer.from('free'), placeOf(file, 'colr'));
  return file;
}

/**
 * An AVIF of 32 by 32 in grey, from black to white across, with the levels of television: written by
 * avifenc, for our own encoder writes no grey.
 */
export const televisionGrey = (): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAPBtZXRhAAAAAAAAAChoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA' +
        'AAAAbGliYXZpZgAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEUAAAAIAAAAChpaW5mAAAAAAAB' +
        'AAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABoaXBycAAAAElpcGNvAAAAFGlzcGUAAAAAAAAAIAAAACAAAAAOcGl4' +
        'aQAAAAABCAAAAAxhdjFDgQAcAAAAABNjb2xybmNseAABAA0ABgAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAAChtZGF0' +
        'EgAKCBgRP/YYCGgxMhIWQBhhACJemtmqGkERm0Hd45Q=',
      'base64',
    ),
  );
